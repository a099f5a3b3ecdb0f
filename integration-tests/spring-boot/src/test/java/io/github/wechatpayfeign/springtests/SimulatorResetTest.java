package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

/** Tests that share a context do not see each other's orders, faults and requests. */
@SpringBootTest(
    classes = SimulatorResetTest.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE)
@WithWechatPaySimulator
class SimulatorResetTest {

  @Autowired private WechatPaySimulator simulator;
  @Autowired private WechatPay wechatPay;

  /** An application with nothing but what the annotation brings, as in a slice. */
  @Configuration(proxyBeanMethods = false)
  static class Application {}

  @RepeatedTest(2)
  void beginsEachTestWithAnEmptySimulator() {
    assertThat(simulator.orders()).isEmpty();
    assertThat(simulator.requestCount()).isZero();
    simulator.createOrder("ORDER-1");

    wechatPay.closeOrder("ORDER-1");

    assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
    simulator.failNext(Fault.error(403, "RULE_LIMIT"));
  }

  /** Tests that build on each other. */
  @SpringBootTest(
      classes = SimulatorResetTest.Application.class,
      webEnvironment = SpringBootTest.WebEnvironment.NONE)
  @WithWechatPaySimulator(resetAfterEachTest = false)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class StepByStepTest {

    @Autowired private WechatPaySimulator simulator;

    @Test
    @Order(1)
    void placesAnOrder() {
      simulator.createOrder("ORDER-STEPS");
    }

    @Test
    @Order(2)
    void findsTheOrderOfTheTestBefore() {
      assertThat(simulator.orders()).containsKey("ORDER-STEPS");
    }
  }
}
