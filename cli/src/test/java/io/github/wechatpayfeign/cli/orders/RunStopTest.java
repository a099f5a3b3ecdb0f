package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.cli.TestKeys;
import io.github.wechatpayfeign.ports.Ports;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that cannot succeed stops. */
class RunStopTest {

  private static final int ORDERS = 200;

  private final WechatPaySimulator gateway = SharedSimulator.emptied();

  @TempDir Path folder = Path.of("");

  private Map<String, String> environment = Map.of();
  private Path orders = Path.of("");

  @BeforeEach
  void placeOrders() throws IOException {
    environment = MerchantArguments.environment(gateway, folder);
    List<String> numbers = IntStream.range(0, ORDERS).mapToObj(n -> "ORDER-" + n).toList();
    numbers.forEach(gateway::createOrder);
    orders = Files.write(folder.resolve("orders.txt"), numbers);
  }

  @ParameterizedTest
  @CsvSource({"close, 1", "close, 8", "query, 1", "query, 8"})
  void stopsAtTheFirstAnswerThatBlamesTheCredentials(String command, int parallel) {
    CliRun run =
        CliRun.of(
            environment,
            command,
            "--merchant-serial=" + "0".repeat(39) + "1",
            "--parallel=" + parallel,
            "--file=" + orders);

    assertThat(run.lines())
        .hasSizeBetween(1, parallel)
        .allMatch(line -> line.startsWith("REJECTED ORDER-"));
    assertThat(run.err())
        .startsWith(
            "Stopped: no order can succeed until the credentials or the clock are fixed, see the"
                + " result of ORDER-");
    assertThat(run.summary())
        .startsWith(command + " stopped: REJECTED " + run.lines().size() + ", not begun ")
        .contains("not begun " + (ORDERS - run.lines().size()) + ";");
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(gateway.requestCount()).isEqualTo(run.lines().size());
  }

  @ParameterizedTest
  @CsvSource({"'', 20, 20 orders in a row", "--max-failures=3, 3, 3 orders in a row"})
  void stopsAfterSoManyOrdersInARowForWhichNothingWasSent(String option, int failures, String words)
      throws IOException {
    CliRun run =
        CliRun.of(
            environment,
            "close",
            option.isEmpty() ? "--parallel=1" : option,
            "--base-url=" + nobodyListens(),
            "--file=" + orders);

    assertThat(run.lines()).hasSize(failures).allMatch(line -> line.startsWith("NOT_SENT ORDER-"));
    assertThat(run.err())
        .startsWith(
            "Stopped: nothing could be sent for " + words + ", the limit of --max-failures");
    assertThat(run.summary())
        .startsWith("close stopped: NOT_SENT " + failures + ", not begun " + (ORDERS - failures));
    assertThat(run.exitCode()).isEqualTo(4);
  }

  @Test
  void goesOnAfterFailuresThatAreNotInARowAndAfterThoseOfAnOrderAlone() {
    gateway.failWhen(
        request ->
            request.path().contains("7")
                ? Optional.of(Fault.error(403, "TRADE_ERROR"))
                : Optional.empty());

    CliRun run = CliRun.of(environment, "close", "--max-failures=1", "--file=" + orders);

    assertThat(run.lines()).hasSize(ORDERS);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "close, --max-failures=3, UNKNOWN, 3 orders",
    "close, --max-failures=1, UNKNOWN, 1 order",
    "query, --max-failures=2, UNKNOWN, 2 orders"
  })
  void stopsWhenTheKeyOfWechatPayVerifiesNoAnswer(
      String command, String limit, String outcome, String words) {
    CliRun run =
        CliRun.of(
            environment, command, limit, "--public-key=" + keyOfAnother(), "--file=" + orders);

    int failures = Integer.parseInt(limit.substring(limit.indexOf('=') + 1));
    assertThat(run.lines())
        .hasSize(failures)
        .allMatch(line -> line.startsWith(outcome + " ORDER-"))
        .allMatch(line -> line.contains("WRONG_SIGNATURE"));
    assertThat(run.err())
        .startsWith(
            "Stopped: the configured key of WeChat Pay verifies no answer, not one about "
                + words
                + ", the limit of --max-failures: see doctor, fix the key, and run the same"
                + " command again");
    assertThat(run.summary())
        .startsWith(
            command + " stopped: UNKNOWN " + failures + ", not begun " + (ORDERS - failures));
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void stopsAtTheWrongKeyOfWechatPayAlsoWhenUnsignedRefusalsComeBetween() {
    gateway.failWhen(
        request ->
            request.path().matches(".*ORDER-[02468]/.*")
                ? Optional.of(Fault.error(403, "TRADE_ERROR"))
                : Optional.empty());

    CliRun run =
        CliRun.of(
            environment,
            "close",
            "--max-failures=2",
            "--public-key=" + keyOfAnother(),
            "--file=" + orders);

    assertThat(run.summary())
        .startsWith("close stopped: REJECTED 2, UNKNOWN 2, not begun " + (ORDERS - 4));
  }

  @Test
  void goesOnAfterAnswersThatAreForgedWhileTheKeyOfWechatPayVerifiesOthers() {
    gateway.failWhen(
        request ->
            request.path().matches(".*ORDER-[369]/.*")
                ? Optional.of(Fault.falsify(Falsification.FORGED))
                : Optional.empty());

    CliRun run = CliRun.of(environment, "close", "--max-failures=2", "--file=" + orders);

    assertThat(run.summary()).startsWith("close: CLOSED " + (ORDERS - 3) + ", UNKNOWN 3;");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void sendsNoMoreRequestsASecondThanTheRate() {
    long start = System.nanoTime();

    CliRun run =
        CliRun.of(
            environment,
            "close",
            "--rate=20/s",
            "--parallel=8",
            "ORDER-0",
            "ORDER-1",
            "ORDER-2",
            "ORDER-3",
            "ORDER-4",
            "ORDER-5",
            "ORDER-6",
            "ORDER-7",
            "ORDER-8",
            "ORDER-9",
            "ORDER-10");

    assertThat(run.summary()).isEqualTo("close: CLOSED 11; 11 requests");
    assertThat(System.nanoTime() - start).isGreaterThan(500_000_000L);
  }

  private String keyOfAnother() {
    try (WechatPaySimulator other = WechatPaySimulator.start()) {
      return TestKeys.file(folder, "another_pub_key.pem", other.publicKeyPem());
    }
  }

  private static String nobodyListens() {
    return "http://127.0.0.1:" + Ports.refusing();
  }
}
