package io.github.wechatpayfeign.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The metrics that the microservice shows at {@code /actuator/prometheus}. */
class MetricsTest {

  @Test
  void countsCallsByOutcomeAndNeverByOrder() {
    try (ConfigurableApplicationContext application =
        new SpringApplication(CancellationApplication.class, Simulated.class)
            .run("--server.port=0", "--wechatpay.retry.base-delay=1ms")) {
      WechatPaySimulator simulator = application.getBean(WechatPaySimulator.class);
      Http http =
          new Http(
              application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
      simulator.createOrder("ORDER-20261123-1");
      assertThat(http.cancel("ORDER-20261123-1").statusCode()).isEqualTo(204);
      simulator.failWhen(request -> Optional.of(Fault.error(500, "SYSTEM_ERROR")));
      assertThat(http.cancel("ORDER-20261123-1").statusCode()).isEqualTo(502);

      List<String> shown =
          http.get("/actuator/prometheus")
              .lines()
              .filter(line -> line.startsWith("wechatpay_"))
              .toList();

      assertThat(shown)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("wechatpay_calls_seconds_count{")
                      .contains("code=\"none\"", "outcome=\"SUCCESS\"", "status=\"204\"")
                      .endsWith("} 1"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("wechatpay_calls_seconds_count{")
                      .contains("code=\"SYSTEM_ERROR\"", "outcome=\"UNKNOWN\"", "status=\"500\"")
                      .endsWith("} 1"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("wechatpay_attempts_total{")
                      .contains("repeated=\"true\"", "status=\"500\"")
                      .endsWith("} 2.0"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("wechatpay_backup_preferred{")
                      .contains("mchid=\"" + simulator.mchid() + "\"")
                      .endsWith("} 0.0"))
          .noneMatch(line -> line.contains("ORDER-"));
    }
  }

  /** A simulator behind the microservice. */
  @WithWechatPaySimulator
  static class Simulated {}
}
