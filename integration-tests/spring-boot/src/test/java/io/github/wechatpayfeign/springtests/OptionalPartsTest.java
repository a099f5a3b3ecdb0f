package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** An application that has the starter and nothing of what the starter can work with. */
class OptionalPartsTest {

  @Test
  void closesAnOrderWithoutActuatorMicrometerSimulatorAndSpringCloud() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-1");

      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
          .withConfiguration(AutoConfigurations.of(ofTheStarter()))
          .withClassLoader(
              new FilteredClassLoader(
                  "io.micrometer",
                  "io.github.wechatpayfeign.simulator",
                  "org.springframework.boot.actuate",
                  "org.springframework.boot.health",
                  "org.springframework.cloud"))
          .withPropertyValues("wechatpay.base-url=" + simulator.baseUrl())
          .withPropertyValues(Applications.merchant("wechatpay", simulator))
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                context.getBean(WechatPay.class).closeOrder("ORDER-1");
              });

      assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
    }
  }

  private static Class<?>[] ofTheStarter() {
    return ImportCandidates.load(AutoConfiguration.class, null).getCandidates().stream()
        .filter(name -> name.startsWith("io.github.wechatpayfeign."))
        .map(name -> ClassUtils.resolveClassName(name, null))
        .toArray(Class<?>[]::new);
  }
}
