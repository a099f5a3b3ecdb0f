package io.github.wechatpayfeign.cli.acceptance;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The application that is tried, as its team operates it: by commands of a shell, or by hand. A
 * command knows the order by the variable {@code OUT_TRADE_NO}.
 */
final class Application {

  private final @Nullable String place;
  private final @Nullable String refund;
  private final @Nullable String paid;
  private final Duration limit;
  private final PrintWriter err;

  Application(
      @Nullable String place,
      @Nullable String refund,
      @Nullable String paid,
      Duration limit,
      PrintWriter err) {
    this.place = place;
    this.refund = refund;
    this.paid = paid;
    this.limit = limit;
    this.err = err;
  }

  boolean isOperatedByHand() {
    return place == null;
  }

  /**
   * Lets the application place an order.
   *
   * @param suggested a number that the command may use; the application may have one of its own
   * @return whether it may have; false means that the command failed
   */
  boolean place(String suggested, String purpose) throws InterruptedException {
    if (place == null) {
      say(Words.of("Place an order in the application now, and do not pay it: {0}", purpose));
      return true;
    }
    return run(place, suggested) == 0;
  }

  /** Lets the application refund a paid order, the whole or a part of it. */
  void refund(String outTradeNo, String purpose) throws InterruptedException {
    if (refund == null) {
      say(Words.of("Refund the order {0} in the application now: {1}", outTradeNo, purpose));
    } else {
      run(refund, outTradeNo);
    }
  }

  /** Returns whether the application takes the order for paid, or empty if nobody can tell. */
  Optional<Boolean> takesForPaid(String outTradeNo) throws InterruptedException {
    return paid == null ? Optional.empty() : Optional.of(run(paid, outTradeNo) == 0);
  }

  void say(String text) {
    err.println(text);
    err.flush();
  }

  private int run(String command, String outTradeNo) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(shell(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OUT_TRADE_NO", outTradeNo);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(Words.of("The command cannot be started: {0}", command), e);
    }
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        say(Words.of("This command did not end in time: {0}", command));
        return -1;
      }
      return process.exitValue();
    } finally {
      process.destroy();
    }
  }

  private static List<String> shell(String command) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command);
  }
}
