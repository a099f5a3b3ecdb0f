package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(
    classes = WithWechatPaySimulatorTest.Application.class,
    properties = "wechatpay.mchid=1900000333")
@WithWechatPaySimulator
class WithWechatPaySimulatorTest {

  @Configuration(proxyBeanMethods = false)
  static class Application {}

  @RepeatedTest(2)
  void beginsEachTestWithAnEmptySimulator(
      @Autowired WechatPaySimulator simulator, @Autowired WechatPay wechatPay) {
    assertThat(simulator.orders()).isEmpty();
    simulator.createOrder("ORDER-1");

    wechatPay.closeOrder("ORDER-1");

    assertThat(simulator.mchid()).isEqualTo("1900000333");
    assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
  }

  /** Tests that build on each other. */
  @SpringBootTest(classes = WithWechatPaySimulatorTest.Application.class)
  @WithWechatPaySimulator(resetAfterEachTest = false)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class StepByStepTest {

    @Test
    @Order(1)
    void placesAnOrder(@Autowired WechatPaySimulator simulator) {
      simulator.createOrder("ORDER-STEPS");
    }

    @Test
    @Order(2)
    void findsTheOrderOfTheTestBefore(@Autowired WechatPaySimulator simulator) {
      assertThat(simulator.orders()).containsKey("ORDER-STEPS");
    }
  }
}
