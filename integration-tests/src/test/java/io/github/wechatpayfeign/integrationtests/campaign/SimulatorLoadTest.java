package io.github.wechatpayfeign.integrationtests.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/**
 * The simulator verifies and signs 1,000 requests a second on two processors, apart from the
 * client's share. A busy machine says little about time, so the processor time is what counts.
 *
 * <p>{@code -Dscale.requests=100000} makes it longer, and {@code
 * -Dwechatpay.signature.provider=jvm} signs with the JDK.
 */
class SimulatorLoadTest {
  private static final int REQUESTS = Integer.getInteger("scale.requests", 3000);
  private static final int CONNECTIONS = 8;
  private static final long MAX_CPU_NANOS = 2_000_000;

  @Test
  void answersAThousandRequestsASecond() throws Exception {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-20261130-1");
      SimulatorLoad load = new SimulatorLoad(simulator);
      byte[] query = load.query("ORDER-20261130-1");

      report("query, cold", load.send(Collections.nCopies(REQUESTS, query), CONNECTIONS));
      SimulatorLoad.Figures figures =
          report("query", load.send(Collections.nCopies(REQUESTS, query), CONNECTIONS));
      byte[] prepay = load.prepay("ORDER-20261130-2");
      report("prepay", load.send(Collections.nCopies(REQUESTS, prepay), CONNECTIONS));

      assertThat(figures.cpuNanos() / REQUESTS).isLessThan(MAX_CPU_NANOS);
      assertThat(simulator.requestCount()).isEqualTo(3L * REQUESTS);
    }
  }

  private static SimulatorLoad.Figures report(String name, SimulatorLoad.Figures figures) {
    System.out.printf(
        "%s: %d requests a second on the wall, %d us of processor time each%n",
        name, REQUESTS * 1_000_000_000L / figures.nanos(), figures.cpuNanos() / 1000 / REQUESTS);
    assertThat(figures.accepted()).isEqualTo(REQUESTS);
    return figures;
  }
}
