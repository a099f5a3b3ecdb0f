package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What WeChat Pay shows in the Actuator's endpoints, and what it hides there. Spring Boot 4 moved
 * the health classes to another package; each version finds its own indicator, and ignores the
 * other.
 */
@AutoConfiguration(
    after = {WechatPayAutoConfiguration.class, WechatPayOrderExpiryAutoConfiguration.class})
@ConditionalOnClass(SanitizingFunction.class)
final class WechatPayActuatorAutoConfiguration {

  @Bean(BeanNames.SANITIZER)
  SanitizingFunction wechatPaySanitizingFunction() {
    return new SecretProperties();
  }

  private static KeyReport report(
      WechatPayRegistry registry, ObjectProvider<MerchantSource> merchants) {
    return new KeyReport(registry, merchants, Clock.systemUTC());
  }

  /** The endpoint {@code wechatpay}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
  @ConditionalOnBean(WechatPayRegistry.class)
  static final class Endpoints {

    @Bean(BeanNames.ENDPOINT)
    @ConditionalOnAvailableEndpoint(endpoint = WechatPayEndpoint.class)
    WechatPayEndpoint wechatPayEndpoint(
        WechatPayRegistry registry, ObjectProvider<MerchantSource> merchants) {
      return new WechatPayEndpoint(report(registry, merchants));
    }
  }

  /** The health indicator of Spring Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  @ConditionalOnBean(WechatPayRegistry.class)
  @ConditionalOnEnabledHealthIndicator("wechatpay")
  static final class HealthOfBoot3 {

    @Bean
    @ConditionalOnMissingBean(name = "wechatPayHealthIndicator")
    HealthIndicator wechatPayHealthIndicator(
        WechatPayRegistry registry, ObjectProvider<MerchantSource> merchants) {
      HealthDetails details = new HealthDetails(registry, report(registry, merchants));
      return () ->
          org.springframework.boot.actuate.health.Health.up().withDetails(details.read()).build();
    }
  }

  /** The health indicator of Spring Boot 4: the same names in other packages. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({
    org.springframework.boot.health.contributor.HealthIndicator.class,
    org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator
        .class
  })
  @ConditionalOnBean(WechatPayRegistry.class)
  @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
      "wechatpay")
  static final class HealthOfBoot4 {

    @Bean
    @ConditionalOnMissingBean(name = "wechatPayHealthIndicator")
    org.springframework.boot.health.contributor.HealthIndicator wechatPayHealthIndicator(
        WechatPayRegistry registry, ObjectProvider<MerchantSource> merchants) {
      HealthDetails details = new HealthDetails(registry, report(registry, merchants));
      return () ->
          org.springframework.boot.health.contributor.Health.up()
              .withDetails(details.read())
              .build();
    }
  }

  /** The endpoint {@code wechatpayexpiry}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ConditionalOnAvailableEndpoint.class, OrderExpiry.class})
  @ConditionalOnBean(OrderExpiry.class)
  static final class EndpointsOfExpiredOrders {

    @Bean(BeanNames.EXPIRY_ENDPOINT)
    @ConditionalOnAvailableEndpoint(endpoint = WechatPayExpiryEndpoint.class)
    WechatPayExpiryEndpoint wechatPayExpiryEndpoint(OrderExpiry expiry) {
      return new WechatPayExpiryEndpoint(expiry);
    }
  }

  /** The health of expired orders in Spring Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({
    HealthIndicator.class,
    ConditionalOnEnabledHealthIndicator.class,
    OrderExpiry.class
  })
  @ConditionalOnBean(OrderExpiry.class)
  @ConditionalOnEnabledHealthIndicator("wechatpayexpiry")
  static final class ExpiryHealthOfBoot3 {

    @Bean
    @ConditionalOnMissingBean(name = "wechatPayExpiryHealthIndicator")
    HealthIndicator wechatPayExpiryHealthIndicator(OrderExpiry expiry) {
      ExpiryHealth health = new ExpiryHealth(expiry);
      return () -> {
        ExpiryHealth.Reading reading = health.read();
        return new org.springframework.boot.actuate.health.Health.Builder()
            .status(reading.isUp() ? "UP" : "DOWN")
            .withDetails(reading.details())
            .build();
      };
    }
  }

  /** The health of expired orders in Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({
    org.springframework.boot.health.contributor.HealthIndicator.class,
    org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator
        .class,
    OrderExpiry.class
  })
  @ConditionalOnBean(OrderExpiry.class)
  @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
      "wechatpayexpiry")
  static final class ExpiryHealthOfBoot4 {

    @Bean
    @ConditionalOnMissingBean(name = "wechatPayExpiryHealthIndicator")
    org.springframework.boot.health.contributor.HealthIndicator wechatPayExpiryHealthIndicator(
        OrderExpiry expiry) {
      ExpiryHealth health = new ExpiryHealth(expiry);
      return () -> {
        ExpiryHealth.Reading reading = health.read();
        return new org.springframework.boot.health.contributor.Health.Builder()
            .status(reading.isUp() ? "UP" : "DOWN")
            .withDetails(reading.details())
            .build();
      };
    }
  }
}
