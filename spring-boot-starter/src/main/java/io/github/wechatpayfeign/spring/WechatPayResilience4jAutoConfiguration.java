package io.github.wechatpayfeign.spring;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.resilience4j.CircuitBreakerGuard;
import io.github.wechatpayfeign.api.resilience4j.RateLimiterGuard;
import io.github.wechatpayfeign.client.observe.CallGuard;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Guards calls with instances of the application's Resilience4j: those named {@code wechatpay}
 * guard all calls, those named {@code wechatpay-} and the name of a merchant guard the calls of
 * that merchant.
 */
@AutoConfiguration(
    after = WechatPayAutoConfiguration.class,
    // Resilience4j for Spring Boot 3 or 4. By name, because an application has only one of them.
    afterName = {
      "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
      "io.github.resilience4j.springboot3.ratelimiter.autoconfigure.RateLimiterAutoConfiguration",
      "io.github.resilience4j.springboot4.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
      "io.github.resilience4j.springboot4.ratelimiter.autoconfigure.RateLimiterAutoConfiguration"
    })
@ConditionalOnBean(WechatPayRegistry.class)
final class WechatPayResilience4jAutoConfiguration {

  /** Circuit breakers are asked first: a call that one refuses must not use up a rate limit. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({CircuitBreakerRegistry.class, CircuitBreakerGuard.class})
  @ConditionalOnBean(CircuitBreakerRegistry.class)
  static final class CircuitBreakers {

    @Bean(BeanNames.CIRCUIT_BREAKER)
    @Order(Ordered.LOWEST_PRECEDENCE - 40)
    CallGuard circuitBreaker(CircuitBreakerRegistry registry) {
      return NamedGuards.ofAll(name -> registry.find(name).map(CircuitBreakerGuard::new));
    }

    @Bean(BeanNames.CIRCUIT_BREAKERS)
    @Order(Ordered.LOWEST_PRECEDENCE - 30)
    CallGuard circuitBreakersOfMerchants(
        CircuitBreakerRegistry registry, ConfiguredMerchants merchants) {
      return NamedGuards.ofMerchants(
          merchants, name -> registry.find(name).map(CircuitBreakerGuard::new));
    }
  }

  /** Rate limiters are asked last, so that no refused call uses up their permits. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({RateLimiterRegistry.class, RateLimiterGuard.class})
  @ConditionalOnBean(RateLimiterRegistry.class)
  static final class RateLimiters {

    @Bean(BeanNames.RATE_LIMITER)
    @Order(Ordered.LOWEST_PRECEDENCE - 20)
    CallGuard rateLimiter(RateLimiterRegistry registry) {
      return NamedGuards.ofAll(name -> registry.find(name).map(RateLimiterGuard::new));
    }

    @Bean(BeanNames.RATE_LIMITERS)
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    CallGuard rateLimitersOfMerchants(RateLimiterRegistry registry, ConfiguredMerchants merchants) {
      return NamedGuards.ofMerchants(
          merchants, name -> registry.find(name).map(RateLimiterGuard::new));
    }
  }
}
