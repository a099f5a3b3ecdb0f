package io.github.wechatpayfeign.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults of one order hit its requests in turn, and the last one is repeated. */
class FaultOptionsTest {

  private final WechatPaySimulator simulator = SharedSimulator.emptied();

  @TempDir Path folder = Path.of("");

  @Test
  void strikesOneRequestAfterAnotherWithTheFaultsOfOneOrder() {
    plan("ORDER-1=error:403:TRADE_ERROR", "ORDER-1=error:400:PARAM_ERROR", "ORDER-1=none");

    assertThat(closes("ORDER-1", 4))
        .satisfiesExactly(
            line -> assertThat(line).contains("403 TRADE_ERROR"),
            line -> assertThat(line).contains("400 PARAM_ERROR"),
            line -> assertThat(line).startsWith("CLOSED"),
            line -> assertThat(line).startsWith("CLOSED"));
  }

  @Test
  void repeatsTheLastFaultAndLeavesOtherOrdersAlone() {
    plan("ORDER-1=error:400:PARAM_ERROR", "ORDER-1=Error:403:TRADE_ERROR");

    assertThat(closes("ORDER-1", 3))
        .satisfiesExactly(
            line -> assertThat(line).contains("400 PARAM_ERROR"),
            line -> assertThat(line).contains("403 TRADE_ERROR"),
            line -> assertThat(line).contains("403 TRADE_ERROR"));
    assertThat(closes("ORDER-2", 1)).singleElement().asString().startsWith("CLOSED");
  }

  private void plan(String... options) {
    FaultOption.Converter converter = new FaultOption.Converter();
    new FaultOptions(Arrays.stream(options).map(converter::convert).toList()).applyTo(simulator);
  }

  private List<String> closes(String order, int times) {
    simulator.createOrder(order);
    Map<String, String> environment = MerchantArguments.environment(simulator, folder);
    return IntStream.range(0, times)
        .mapToObj(n -> CliRun.of(environment, "close", order).out())
        .toList();
  }
}
