package io.github.wechatpayfeign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The examples of each command can be typed as they stand in its help. */
class ExamplesTest {

  private static final String NAME = "wechatpay-feign-cli ";

  @Test
  void everyCommandHasExamples() {
    assertThat(newCommandLine().getSubcommands().keySet())
        .containsExactlyInAnyOrder(
            "close", "query", "simulate", "doctor", "acceptance", "expiry", "completion", "help");
    for (CommandLine command : newCommandLine().getSubcommands().values()) {
      assertThat(
              command.getCommandName().equals("help")
                  || command.getUsageMessage(Ansi.OFF).contains("Examples:"))
          .as(command.getCommandName())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "close",
        "query",
        "simulate",
        "doctor",
        "acceptance",
        "expiry",
        "expiry demo",
        "expiry status",
        "expiry parked",
        "expiry retry"
      })
  void everyExampleIsUnderstood(String command) {
    List<String> examples = examples(CliRun.of(Map.of(), words(command + " --help")).out());

    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    assertThat(examples)
        .allSatisfy(
            example ->
                assertThatCode(() -> newCommandLine().parseArgs(words(example)))
                    .as(example)
                    .doesNotThrowAnyException());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "close",
        "query",
        "simulate",
        "doctor",
        "acceptance",
        "completion",
        "expiry",
        "expiry demo",
        "expiry status",
        "expiry parked",
        "expiry retry"
      })
  void everyHelpFitsATerminal(String command) {
    assertThat(CliRun.of(Map.of(), words(command + " --help")).out().lines())
        .allMatch(line -> line.length() <= 80);
  }

  private static List<String> examples(String help) {
    return help.replaceAll("\\\\\\R", "")
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(NAME))
        .map(line -> line.substring(NAME.length()))
        .toList();
  }

  private static String[] words(String line) {
    return Arrays.stream(line.strip().split("\\s+", -1)).toArray(String[]::new);
  }

  private static CommandLine newCommandLine() {
    return Cli.commandLine(
        new ProcessContext(
            InputStream.nullInputStream(),
            Map.of(),
            () -> false,
            prompt -> null,
            Clock.systemUTC()));
  }
}
