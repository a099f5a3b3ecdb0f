package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseReceipt;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.ProgressLine;
import io.github.wechatpayfeign.cli.results.DecisionLog;
import io.github.wechatpayfeign.cli.results.HumanFormat;
import io.github.wechatpayfeign.cli.results.OrderResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long run shows its progress: a bar on a terminal, and otherwise a line now and then. */
class ProgressTest {

  @Test
  void showsAProgressBarWhenTheStandardErrorIsATerminal() {
    CliRun run = run(() -> true, "close", "--simulator", "ORDER-1", "ORDER-2");

    assertThat(run.err()).contains("close 100% [", "2/2");
    assertThat(run.summary()).isEqualTo("close: CLOSED 2; 2 requests");
    assertThat(run.lines()).hasSize(2).allMatch(line -> line.startsWith("SIMULATED CLOSED "));
  }

  @Test
  void makesWayForEachLineOfResultsInTheSameTerminal() throws IOException {
    StringWriter terminal = new StringWriter();
    try (ProgressLine progress = ProgressLine.shown(new PrintWriter(terminal), "close", 2)) {
      PrintWriter out = new PrintWriter(new BufferedWriter(terminal));
      Results results =
          new Results(new HumanFormat(false), out, progress, DecisionLog.NONE, new Tally(20));
      results.write("ORDER-1", OrderResult.closed(new CloseReceipt("ORDER-1", null)));
      results.write("ORDER-2", OrderResult.closed(new CloseReceipt("ORDER-2", null)));
    }

    String eraser = "\r" + " ".repeat(79) + "\r";
    String end = System.lineSeparator() + "\r";
    assertThat(terminal.toString())
        .contains(eraser + "CLOSED ORDER-1" + end, eraser + "CLOSED ORDER-2" + end);
  }

  @Test
  void knowsHowManyOrdersAreInAFile(@TempDir Path folder) throws Exception {
    Path orders = Files.writeString(folder.resolve("orders.txt"), "ORDER-2\n\nORDER-3\n");

    CliRun run = run(() -> true, "close", "--simulator", "--file=" + orders, "ORDER-1");

    assertThat(run.err()).contains("3/3");
  }

  @Test
  void showsNoProgressBarWhenTheStandardErrorIsNoTerminal() {
    CliRun run = run(() -> false, "close", "--simulator", "ORDER-1", "ORDER-2");

    assertThat(run.errBeforeSummary()).isEmpty();
  }

  @Test
  void tellsHowFarItIsAgainAndAgainWhereThereIsNoTerminal(@TempDir Path folder) throws Exception {
    Path orders =
        Files.write(
            folder.resolve("orders.txt"),
            IntStream.range(0, 20).mapToObj(n -> "ORDER-" + n).toList());

    CliRun run =
        CliRun.in(
            new ProcessContext(
                InputStream.nullInputStream(),
                Map.of(),
                () -> false,
                prompt -> null,
                Clock.systemUTC(),
                Duration.ofMillis(100)),
            "close",
            "--simulator",
            "--rate=20/s",
            "--file=" + orders);

    assertThat(run.errBeforeSummary().lines())
        .hasSizeGreaterThan(3)
        .allMatch(
            line ->
                line.matches(
                    "close: \\d+ of 20 orders(, CLOSED \\d+)?; \\d+ requests?, \\d\\.\\d s"));
    assertThat(run.summary()).isEqualTo("close: CLOSED 20; 20 requests");
  }

  @Test
  void tellsHowMuchOfAResultsFileIsRead(@TempDir Path folder) throws Exception {
    Path results = folder.resolve("results.jsonl");
    CliRun.of(Map.of(), "close", "--simulator", "--results=" + results, "ORDER-1");
    String line = Files.readString(results);
    Files.writeString(results, line.repeat(50_000));

    CliRun run =
        CliRun.in(
            new ProcessContext(
                InputStream.nullInputStream(),
                Map.of(),
                () -> false,
                prompt -> null,
                Clock.systemUTC(),
                Duration.ofMillis(10)),
            "close",
            "--simulator",
            "--results=" + results,
            "ORDER-1");

    assertThat(run.errBeforeSummary().lines())
        .isNotEmpty()
        .allMatch(told -> told.matches("reading .*results.jsonl: \\d{1,3} %"));
    assertThat(run.summary()).isEqualTo("close: skipped 1 (decided already); 0 requests");
  }

  @Test
  void showsNoProgressBarForOneOrder() {
    CliRun run = run(ProgressTest::neverAsked, "close", "--simulator", "ORDER-1");

    assertThat(run.errBeforeSummary()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  private static boolean neverAsked() {
    throw new AssertionError("The standard error does not matter here");
  }

  private static CliRun run(BooleanSupplier errorIsTerminal, String... arguments) {
    return CliRun.in(
        new ProcessContext(
            InputStream.nullInputStream(),
            Map.of(),
            errorIsTerminal,
            prompt -> null,
            Clock.systemUTC()),
        arguments);
  }
}
