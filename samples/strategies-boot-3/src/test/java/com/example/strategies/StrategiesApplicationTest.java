package com.example.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.wechatpayfeign.api.TradeState;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The whole application: strategies, its own Feign client and its circuit breaker. */
@SpringBootTest
@WithWechatPaySimulator
class StrategiesApplicationTest {

  private static final String ORDER = "ORDER-20261123-1";

  @Autowired private Map<String, PayStrategy> strategies;
  @Autowired private OrderQueries queries;
  @Autowired private CircuitBreakerRegistry circuitBreakers;
  @Autowired private WechatPaySimulator simulator;

  @BeforeEach
  void placeAnOrder() {
    simulator.createOrder(ORDER);
  }

  @Test
  void cancelsByTheStrategyOfItsOwn() {
    assertThat(strategies).containsOnlyKeys("wechatPay", "cashPay");

    strategies.get("wechatPay").cancel(ORDER);

    assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void queriesByAFeignClientOfItsOwn() {
    assertThat(queries.query(ORDER, simulator.mchid()).tradeState()).isEqualTo(TradeState.NOTPAY);
  }

  @Test
  void isGuardedByItsCircuitBreaker() {
    circuitBreakers.circuitBreaker("wechatpay").transitionToForcedOpenState();
    try {
      assertThatExceptionOfType(CallHeldBackException.class)
          .isThrownBy(() -> strategies.get("wechatPay").cancel(ORDER));
      assertThat(simulator.requests()).isEmpty();
    } finally {
      circuitBreakers.circuitBreaker("wechatpay").transitionToClosedState();
    }
  }
}
