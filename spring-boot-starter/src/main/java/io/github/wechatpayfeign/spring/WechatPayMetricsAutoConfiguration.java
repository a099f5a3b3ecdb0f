package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Measures calls of WeChat Pay where the application measures anything, with Micrometer. */
@AutoConfiguration(
    after = WechatPayAutoConfiguration.class,
    // Of Spring Boot 3 and of Spring Boot 4, by name, since they moved.
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnClass({MeterRegistry.class, ObservationRegistry.class})
@ConditionalOnBean(WechatPayRegistry.class)
final class WechatPayMetricsAutoConfiguration {

  @Bean
  @ConditionalOnBean(ObservationRegistry.class)
  @ConditionalOnMissingBean
  ObservationListener wechatPayObservationListener(ObservationRegistry observations) {
    return new ObservationListener(observations);
  }

  @Bean
  @ConditionalOnBean(MeterRegistry.class)
  @ConditionalOnMissingBean
  MeterListener wechatPayMeterListener(MeterRegistry meters) {
    return new MeterListener(meters);
  }

  @Bean
  @ConditionalOnBean(MeterRegistry.class)
  MeterBinder wechatPayMeters(WechatPayRegistry registry) {
    return meters ->
        registry.mchids().stream()
            .map(registry::of)
            .forEach(wechatPay -> new WechatPayMeters(wechatPay).bindTo(meters));
  }
}
