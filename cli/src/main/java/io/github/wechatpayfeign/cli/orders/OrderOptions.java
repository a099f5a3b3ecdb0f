package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.HumanFormat;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.cli.results.ResultFormat;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which orders a command takes, how fast, and how it writes the results. */
final class OrderOptions {

  @Parameters(
      paramLabel = "OUT_TRADE_NO",
      description =
          "Merchant order numbers: 6 to 32 of 0-9 A-Z a-z _ - | *. Put -- before the first if one"
              + " begins with a hyphen.")
  private List<String> numbers = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "ORDERS",
      description =
          "Also takes the orders in this file, one number a line. Blank lines and lines that begin"
              + " with # are skipped; - is the standard input. All numbers are checked before the"
              + " first request.")
  private @Nullable String file;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description =
          "Reads the file as CSV in UTF-8 with a header, and takes the orders from the column of"
              + " this name.")
  private @Nullable String column;

  @Option(
      names = "--dry-run",
      description = "Only reads and checks the order numbers; sends nothing and needs no keys.")
  private boolean dryRun;

  @Option(names = "--json", description = "Writes one JSON object a line.")
  private boolean json;

  @ArgGroup(
      exclusive = false,
      validate = false,
      headingKey = "pace",
      heading = "%nPace:%n",
      order = 10)
  private PaceOptions pace = new PaceOptions();

  /**
   * Returns where the order numbers come from.
   *
   * @throws IllegalArgumentException if there are none
   */
  OrderInput input(OrderNumberRule rule, InputStream standardInput) {
    if (numbers.isEmpty() && file == null) {
      throw new IllegalArgumentException(
          Words.of("No order numbers are given: give OUT_TRADE_NO... or --file ORDERS"));
    }
    if (column != null && file == null) {
      throw new IllegalArgumentException(Words.of("{0} needs {1}", "--column", "--file"));
    }
    return new OrderInput(numbers, file, column, rule, standardInput);
  }

  /** Returns whether a progress report makes sense. */
  boolean areMany() {
    return file != null || numbers.size() > 1;
  }

  boolean isDryRun() {
    return dryRun;
  }

  boolean isJson() {
    return json;
  }

  PaceOptions pace() {
    return pace;
  }

  ResultFormat format(boolean simulated) {
    return json ? new JsonFormat(simulated) : new HumanFormat(simulated);
  }
}
