package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;

/** An application with the starter and without any of its optional libraries. */
class OptionalPartsTest {

  @Test
  void closesAnOrderWithoutActuatorMicrometerSimulatorAndSpringCloud() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-1");

      Applications.whole(simulator)
          .withClassLoader(
              new FilteredClassLoader(
                  "io.micrometer",
                  "io.github.wechatpayfeign.simulator",
                  "org.springframework.boot.actuate",
                  "org.springframework.boot.health",
                  "org.springframework.cloud"))
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                context.getBean(WechatPay.class).closeOrder("ORDER-1");
              });

      assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
    }
  }
}
