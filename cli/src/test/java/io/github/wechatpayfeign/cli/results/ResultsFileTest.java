package io.github.wechatpayfeign.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A results file keeps each decision over a crash, and lets the next run skip it. */
class ResultsFileTest {

  private final WechatPaySimulator gateway = SharedSimulator.emptied();

  @TempDir Path folder = Path.of("");

  private Map<String, String> environment = Map.of();
  private Path results = Path.of("");

  @BeforeEach
  void pointAtTheGateway() {
    environment = MerchantArguments.environment(gateway, folder);
    results = folder.resolve("results.jsonl");
  }

  @Test
  void keepsALineForEachDecisionAndSkipsItNextTime() throws IOException {
    gateway.createOrder("ORDER-1");
    gateway.createOrder("ORDER-2");
    gateway.pay("ORDER-2");
    close("--decisive", "ORDER-1", "ORDER-2");
    long requests = gateway.requestCount();

    CliRun second = close("--decisive", "ORDER-1", "ORDER-2");

    assertThat(Files.readAllLines(results))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"mchid\":\"1900000001\",\"decisive\":true,\"simulated\":false,"
                            + "\"out_trade_no\":\"ORDER-1\",\"outcome\":\"CLOSED\","),
            line -> assertThat(line).contains("\"ORDER-2\",\"outcome\":\"PAID\","));
    assertThat(gateway.requestCount()).isEqualTo(requests);
    assertThat(second.out()).isEmpty();
    assertThat(second.summary()).isEqualTo("close: skipped 2 (decided already); 0 requests");
  }

  @Test
  void exitsAsTheSkippedOrdersDeserve() {
    gateway.createOrder("ORDER-1");
    gateway.createOrder("ORDER-2");
    gateway.pay("ORDER-2");
    close("--decisive", "ORDER-1", "ORDER-2");

    assertThat(close("--decisive", "ORDER-1").exitCode()).isZero();
    assertThat(close("--decisive", "ORDER-2").exitCode()).isEqualTo(1);
  }

  @Test
  void triesAgainWhatIsNotDecided() throws IOException {
    for (String order : List.of("ORDER-FAILS", "ORDER-BADKEY", "ORDER-LATER")) {
      gateway.createOrder(order);
    }
    gateway.failWhen(
        request ->
            Optional.of(
                request.path().contains("FAILS")
                    ? Fault.error(500, "SYSTEM_ERROR")
                    : request.path().contains("BADKEY")
                        ? Fault.error(401, "SIGN_ERROR")
                        : Fault.error(429, "FREQUENCY_LIMITED")));
    CliRun first = close("ORDER-FAILS", "ORDER-LATER", "ORDER-BADKEY");
    assertThat(results).isEmptyFile();
    gateway.failWhen(request -> Optional.empty());

    CliRun second = close("ORDER-FAILS", "ORDER-LATER", "ORDER-BADKEY");

    assertThat(outcomes(first)).containsExactly("UNKNOWN", "REJECTED", "REJECTED");
    assertThat(outcomes(second)).containsExactly("CLOSED", "CLOSED", "CLOSED");
    assertThat(Files.readAllLines(results)).hasSize(3);
  }

  @Test
  void decidesANumberThatIsGivenTwiceOnce() throws IOException {
    IntStream.range(0, 50).forEach(n -> gateway.createOrder("ORDER-" + n));
    String twice =
        IntStream.range(0, 100).mapToObj(n -> "ORDER-" + n / 2).collect(Collectors.joining("\n"));

    CliRun run =
        CliRun.withInput(
            twice, environment, "close", "--results=" + results, "--file=-", "--parallel=8");

    assertThat(run.lines()).hasSize(50).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(results)).hasSize(50);
    assertThat(gateway.requestCount()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 60, 75, 120, 200})
  void repairsALastLineThatAKillCutAfter(int bytes) throws IOException {
    gateway.createOrder("ORDER-1");
    gateway.createOrder("ORDER-2");
    close("ORDER-1", "ORDER-2");
    List<String> lines = Files.readAllLines(results);
    Files.writeString(results, lines.get(0) + "\n" + lines.get(1).substring(0, bytes));

    CliRun second = close("ORDER-1", "ORDER-2");

    assertThat(second.lines()).singleElement().asString().startsWith("CLOSED ORDER-2 ");
    assertThat(Files.readAllLines(results))
        .hasSize(2)
        .allMatch(line -> line.endsWith("}"))
        .first()
        .isEqualTo(lines.get(0));
    assertThat(Files.readString(results)).endsWith("}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORDER-1\nORDER-2\n",
        "ORDER-1",
        "\n",
        "{\"out_trade_no\":\"ORDER-1\",\"outcome\":\"CLOSED\"}\n",
        "{\"mchid\":\"1900000002\",\"decisive\":false,\"simulated\":false,\"out_trade_no\":\"ORDER-1"
            + "\",\"outcome\":\"CLOSED\"}\n",
        "{\"mchid\":\"1900000001\",\"decisive\":true,\"simulated\":false,\"out_trade_no\":\"ORDER-1"
            + "\",\"outcome\":\"CLOSED\"}\n",
        "{\"mchid\":\"1900000001\",\"decisive\":false,\"simulated\":true,\"out_trade_no\":\"ORDER-1"
            + "\",\"outcome\":\"CLOSED\"}\n",
        "{\"mchid\":\"1900000001\",\"decisive\":false,\"simulated\":false,\"out_trade_no\":\"ORD\n",
        "{\"mchid\":\"1900000001\",\"decisive\":false,\"simulated\":false,\"out_trade_no\":\"ORDER-1"
            + "\",\"outcome\":\"EATEN\"}\n"
      })
  void refusesAFileOfAnotherKindAndLeavesItAlone(String content) throws IOException {
    Files.writeString(results, content);

    CliRun run = close("ORDER-1");

    assertThat(run.err())
        .startsWith("The file " + results + " does not contain results of this kind of run: ")
        .contains(", in line 1; give another --results file, nothing was changed")
        .hasLineCount(2);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(results).hasContent(content);
    assertThat(gateway.requestCount()).isZero();
  }

  @Test
  void refusesAFileThatAnotherRunUses() {
    try (DecisionLog other =
        ResultsFile.open(
            results.toString(), new ResultLines(gateway.mchid(), false, false), bytes -> {})) {
      CliRun run = close("ORDER-1");

      assertThat(run.err())
          .startsWith(
              "The results file " + results + " is in use by another run: wait for its end");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(other).isNotNull();
    }
    assertThat(gateway.requestCount()).isZero();
  }

  @Test
  void refusesAFileThatCannotBeOpened() {
    CliRun run = CliRun.of(environment, "close", "--results=" + folder, "ORDER-1");

    assertThat(run.err()).startsWith("The results file " + folder + " cannot be opened (");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void losesNoDecisionWhenAWorkerIsInterrupted() throws IOException {
    try (ResultsFile file =
        ResultsFile.open(
            results.toString(), new ResultLines("1900000001", false, false), bytes -> {})) {
      Thread.currentThread().interrupt();
      file.end("ORDER-1", OrderResult.of("ORDER-1", OrderOutcome.CLOSED));
      assertThat(Thread.interrupted()).isTrue();
      file.end("ORDER-2", OrderResult.of("ORDER-2", OrderOutcome.CLOSED));
    }
    assertThat(Files.readAllLines(results)).hasSize(2);
  }

  private CliRun close(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "close";
    arguments[1] = "--results=" + results;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CliRun.of(environment, arguments);
  }

  private static List<String> outcomes(CliRun run) {
    return run.lines().stream().map(line -> line.split(" ", 2)[0]).toList();
  }
}
