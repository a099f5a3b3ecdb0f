package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayMeters;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationConvention;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.micrometer.ExpiryMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Observes and measures calls of WeChat Pay with the application's Micrometer, if it has one. It
 * runs after Spring Boot's own configurations, because it looks for the beans that they make.
 */
@AutoConfiguration(
    after = {WechatPayAutoConfiguration.class, WechatPayOrderExpiryAutoConfiguration.class},
    // The same classes in Spring Boot 3 and 4. By name, because they moved to other packages.
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnBean(WechatPayRegistry.class)
final class WechatPayMetricsAutoConfiguration {

  /** Observations; they need no meter registry, because an application may only trace. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  @ConditionalOnBean(ObservationRegistry.class)
  static final class Observations {

    @Bean(BeanNames.OBSERVATIONS)
    @ConditionalOnMissingBean
    ObservationListener wechatPayObservationListener(
        ObservationRegistry observations,
        ObjectProvider<WechatPayObservationConvention> conventions,
        ClientProperties properties) {
      WechatPayObservationConvention convention = conventions.getIfAvailable();
      ObservationListener listener =
          convention == null
              ? new ObservationListener(observations)
              : new ObservationListener(observations, convention);
      return listener.propagating(properties.tracing().propagatedHeaders().toArray(String[]::new));
    }
  }

  /** Meters in addition to the timer that an observation makes. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  @ConditionalOnBean(MeterRegistry.class)
  static final class Meters {

    @Bean(BeanNames.METERS)
    @ConditionalOnMissingBean
    MeterListener wechatPayMeterListener(MeterRegistry meters) {
      return new MeterListener(meters);
    }

    @Bean(BeanNames.GAUGES)
    MeterBinder wechatPayMeters(WechatPayRegistry registry) {
      return WechatPayMeters.of(registry);
    }
  }

  /** Meters of orders that expire. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({MeterRegistry.class, ExpiryMeters.class})
  @ConditionalOnBean({MeterRegistry.class, OrderExpiry.class})
  static final class MetersOfExpiredOrders {

    @Bean(BeanNames.EXPIRY_METERS)
    @ConditionalOnMissingBean
    ExpiryMeters wechatPayExpiryMeters(MeterRegistry meters) {
      return new ExpiryMeters(meters);
    }

    @Bean(BeanNames.EXPIRY_GAUGES)
    MeterBinder wechatPayExpiryGauges(OrderExpiry expiry) {
      return ExpiryMeters.gauges(expiry);
    }
  }
}
