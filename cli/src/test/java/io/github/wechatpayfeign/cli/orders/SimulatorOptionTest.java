package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With {@code --simulator}, orders are closed in the process only, and each line says so. */
class SimulatorOptionTest {

  @Test
  void closesOrdersInTheProcessAndSaysOnEveryLineThatItWasSimulated() {
    CliRun run =
        CliRun.withInput("ORDER-1\nno\nORDER-2\n", Map.of(), "close", "--simulator", "--file=-");

    assertThat(run.lines()).hasSize(3).allMatch(line -> line.startsWith("SIMULATED "));
    assertThat(run.lines().get(0)).matches("SIMULATED CLOSED ORDER-1 \\(Request-ID \\S+\\)");
    assertThat(run.lines().get(1)).startsWith("SIMULATED INVALID no ");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.summary()).isEqualTo("close: CLOSED 2, INVALID 1; 2 requests");
  }

  @Test
  void addsAMemberToEveryObjectThatSaysThatItWasSimulated() {
    CliRun run =
        CliRun.withInput("ORDER-1\nno", Map.of(), "close", "--simulator", "--json", "--file=-");

    assertThat(run.objects())
        .hasSize(2)
        .allMatch(object -> object.path("simulated").booleanValue() && object.size() == 14);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void ignoresTheOptionsAboutTheMerchant() {
    Map<String, String> wrong = Map.of("WECHATPAY_PRIVATE_KEY", "/no/such/file.pem");

    CliRun run = CliRun.of(wrong, "close", "--simulator", "--mchid", "", "ORDER-1");

    assertThat(run.lines()).singleElement().asString().startsWith("SIMULATED CLOSED ORDER-1 ");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void closesANumberThatIsGivenTwiceOnceMore() {
    CliRun run = CliRun.of(Map.of(), "close", "--simulator", "ORDER-1", "ORDER-1");

    assertThat(run.lines()).hasSize(2).allMatch(line -> line.startsWith("SIMULATED CLOSED "));
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void closesEveryOrderOnceWithManyWorkers() {
    String orders =
        IntStream.range(0, 500).mapToObj(n -> "ORDER-" + n).collect(Collectors.joining("\n"));

    CliRun run =
        CliRun.withInput(
            orders, Map.of(), "close", "--simulator", "--json", "--file=-", "--parallel=16");

    assertThat(run.objects())
        .hasSize(500)
        .allMatch(object -> object.path("outcome").textValue().equals("CLOSED"))
        .extracting(object -> object.path("out_trade_no").textValue())
        .containsExactlyInAnyOrder(orders.split("\n", -1));
    assertThat(run.exitCode()).isZero();
  }
}
