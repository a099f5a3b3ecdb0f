package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Circuit breakers and rate limiters of the application that have the name of WeChat Pay. */
class Resilience4jTest {

  private final WechatPaySimulator simulator =
      WechatPaySimulator.builder().mchid("1900000111").start();

  private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
  private final RateLimiterRegistry limiters = RateLimiterRegistry.ofDefaults();
  private final ApplicationContextRunner application =
      Applications.whole(simulator)
          .withBean(WechatPaySimulator.class, () -> simulator)
          .withBean(CircuitBreakerRegistry.class, () -> breakers)
          .withBean(RateLimiterRegistry.class, () -> limiters)
          .withPropertyValues("wechatpay.merchants.shop.mchid=1900000222");

  @BeforeEach
  void placeOrders() {
    simulator.createOrder("ORDER-1");
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static void isHeldBack(WechatPay wechatPay) {
    assertThatExceptionOfType(CallHeldBackException.class)
        .isThrownBy(() -> wechatPay.closeOrder("ORDER-1"));
  }

  @Test
  void guardsAllCallsByTheCircuitBreakerWechatpay() {
    breakers.circuitBreaker("wechatpay").transitionToForcedOpenState();
    breakers.circuitBreaker("stock");

    application.run(
        context -> {
          isHeldBack(context.getBean(WechatPay.class));
          isHeldBack(context.getBean(WechatPayRegistry.class).of("1900000222"));
        });
  }

  @Test
  void guardsAllCallsByTheRateLimiterWechatpay() {
    RateLimiterConfig oneAnHour =
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(Duration.ofHours(1))
            .timeoutDuration(Duration.ZERO)
            .build();
    assertThat(limiters.rateLimiter("wechatpay", oneAnHour).acquirePermission()).isTrue();

    application.run(context -> isHeldBack(context.getBean(WechatPay.class)));
  }

  @Test
  void guardsTheCallsOfAMerchantByTheInstancesNamedAfterIt() {
    breakers.circuitBreaker("wechatpay-shop").transitionToForcedOpenState();

    application.run(
        context -> {
          context.getBean(WechatPay.class).closeOrder("ORDER-1");
          assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
          isHeldBack(context.getBean(WechatPayRegistry.class).of("1900000222"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"stock", "wechatPay"})
  void leavesInstancesOfOtherNamesAlone(String name) {
    breakers.circuitBreaker(name).transitionToForcedOpenState();

    application.run(context -> context.getBean(WechatPay.class).closeOrder("ORDER-1"));

    assertThat(breakers.getAllCircuitBreakers())
        .extracting(each -> each.getName())
        .containsOnly(name);
  }
}
