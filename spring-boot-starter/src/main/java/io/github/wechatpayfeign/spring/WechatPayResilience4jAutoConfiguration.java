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
 * Guards calls by the Resilience4j instances of the application that are named {@code wechatpay},
 * and those of one merchant by the instances that are named {@code wechatpay-} and its name.
 */
@AutoConfiguration(
    after = WechatPayAutoConfiguration.class,
    // Of Resilience4j for Spring Boot 3 and 4, by name, since an application has one of them.
    afterName = {
      "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
      "io.github.resilience4j.springboot3.ratelimiter.autoconfigure.RateLimiterAutoConfiguration",
      "io.github.resilience4j.springboot4.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
      "io.github.resilience4j.springboot4.ratelimiter.autoconfigure.RateLimiterAutoConfiguration"
    })
@ConditionalOnBean(WechatPayRegistry.class)
final class WechatPayResilience4jAutoConfiguration {

  /** A circuit breaker is asked first: while it is open, it takes no permission of a limiter. */
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

  /** A rate limiter is asked last. */
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
