package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.results.HumanFormat;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.cli.results.ResultFormat;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which orders a command takes, how many at a time, and how it tells. */
final class OrderOptions {

  private static final int MOST_WORKERS = 256;

  @Parameters(
      paramLabel = "OUT_TRADE_NO",
      description =
          "Merchant order numbers: 6 to 32 of 0-9 A-Z a-z _ - | *. Put -- before the first if one"
              + " begins with a hyphen.")
  private List<String> numbers = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "ORDERS",
      description = "Takes the orders in this file too, one number a line; - is standard input.")
  private @Nullable String file;

  @Option(names = "--json", description = "Writes one JSON object a line.")
  private boolean json;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Takes up to N orders at a time, 1 to 256; by default 1, in the given order.")
  private int parallel = 1;

  /**
   * Returns if the options can be followed.
   *
   * @throws IllegalArgumentException otherwise
   */
  void check() {
    if (parallel < 1 || parallel > MOST_WORKERS) {
      throw new IllegalArgumentException(
          "--parallel must be 1 to " + MOST_WORKERS + ", but is " + parallel);
    }
    if (numbers.isEmpty() && file == null) {
      throw new IllegalArgumentException(
          "No order numbers are given: give OUT_TRADE_NO... or --file ORDERS");
    }
  }

  OrderNumbers open(InputStream input) {
    return OrderNumbers.open(numbers, file, input);
  }

  boolean areMany() {
    return file != null || numbers.size() > 1;
  }

  /** Returns how many orders there will be, or -1 if that cannot be told beforehand. */
  long count() {
    return OrderNumbers.count(numbers, file);
  }

  int workers() {
    return parallel;
  }

  ResultFormat format(boolean simulated) {
    return json ? new JsonFormat(simulated) : new HumanFormat(simulated);
  }
}
