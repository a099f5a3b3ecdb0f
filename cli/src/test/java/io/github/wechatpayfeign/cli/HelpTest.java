package io.github.wechatpayfeign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.results.OrderOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help names every command, option, variable, outcome and exit code, in 80 columns. */
class HelpTest {

  @Test
  void tellsTheCommands() {
    CliRun run = CliRun.of(Map.of(), "--help");

    assertThat(run.out())
        .contains("Usage: wechatpay-feign-cli", "close", "query", "simulate", "expiry");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void tellsTheOptionsAndVariablesAndExitCodes() {
    CliRun run = CliRun.of(Map.of(), "close", "--help");

    assertThat(run.out())
        .contains(
            "--simulator", "--json", "--file", "--parallel", "Exit codes:", "WECHATPAY_BASE_URL")
        .contains("WECHATPAY_MCHID", "WECHATPAY_MERCHANT_SERIAL", "WECHATPAY_PRIVATE_KEY")
        .contains("WECHATPAY_PUBLIC_KEY_ID", "WECHATPAY_PUBLIC_KEY", "not", "needed and ignored");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void tellsTheOutcomesAndExitCodesOfADecisiveClose() {
    CliRun run = CliRun.of(Map.of(), "close", "--help");

    assertThat(run.out()).contains("--decisive", "--deadline", "--results");
    for (OrderOutcome outcome : OrderOutcome.values()) {
      if (outcome != OrderOutcome.FOUND) {
        assertThat(run.out()).contains(outcome.name());
      }
    }
  }

  @Test
  void tellsTheOptionsOfAQuery() {
    CliRun run = CliRun.of(Map.of(), "query", "--help");

    assertThat(run.out())
        .contains("--transaction-id", "--json", "--file", "Exit codes:", "WECHATPAY_MCHID")
        .doesNotContain("--simulator");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void tellsTheStatesAndFaultsOfASimulation() {
    CliRun run = CliRun.of(Map.of(), "simulate", "--help");

    assertThat(run.out()).contains("--port", "--keys", "--order", "--fault", "error:500", "FORGED");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void tellsTheCommandsAboutExpiryAndHidesTheWorker() {
    CliRun run = CliRun.of(Map.of(), "expiry", "--help");

    assertThat(run.out())
        .contains("  demo ", "  status ", "  parked ", "  retry ")
        .doesNotContain("demo-worker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "parked", "retry"})
  void tellsTheVariablesOfTheDatabase(String command) {
    CliRun run = CliRun.of(Map.of(), "expiry", command, "--help");

    assertThat(run.out())
        .contains("WECHATPAY_JDBC", "WECHATPAY_JDBC_USER", "WECHATPAY_JDBC_PASSWORD")
        .contains("--driver-jar", "--table", "Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "close --version", "-V"})
  void tellsTheVersion(String arguments) {
    CliRun run = CliRun.of(Map.of(), arguments.split(" ", -1));

    assertThat(run.lines().get(0)).startsWith("wechatpay-feign-cli ");
    assertThat(run.lines().get(1)).isEqualTo("Java " + System.getProperty("java.version"));
    assertThat(run.exitCode()).isZero();
  }
}
