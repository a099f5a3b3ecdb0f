package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.Output;
import io.github.wechatpayfeign.cli.console.ProgressLine;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.DecisionLog;
import io.github.wechatpayfeign.cli.results.OrderResult;
import io.github.wechatpayfeign.cli.results.ResultFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes each result as a whole line, and keeps the tally. All workers use it. A decision is logged
 * before it is shown, so that a decision that anybody saw cannot get lost. Thread-safe.
 */
final class Results {

  private final ResultFormat format;
  private final PrintWriter out;
  private final ProgressLine progress;
  private final DecisionLog log;
  private final Tally tally;

  Results(
      ResultFormat format, PrintWriter out, ProgressLine progress, DecisionLog log, Tally tally) {
    this.format = format;
    this.out = out;
    this.progress = progress;
    this.log = log;
    this.tally = tally;
  }

  /**
   * Begins an order, and returns whether there is anything to do for it. If so, the caller has to
   * call {@link #end} after it.
   */
  boolean begin(String number) {
    if (!tally.begin()) {
      return false;
    }
    OptionalInt known = log.begin(number);
    if (known.isPresent()) {
      tally.skipped(known.getAsInt());
      tally.end();
      progress.skip();
    }
    return known.isEmpty();
  }

  /** Ends an order that was begun, whether its result was written or not. */
  void end() {
    tally.end();
  }

  /**
   * Writes a result.
   *
   * @throws IOException if it cannot be logged, or nobody can read it, as after {@code | head}
   */
  void write(String number, OrderResult result) throws IOException {
    String line = format.line(result) + System.lineSeparator();
    // Outside the lock: many workers can wait for the disk together.
    try {
      log.end(number, result);
    } catch (IOException e) {
      throw lost(e);
    }
    synchronized (this) {
      tally.decided(number, result);
      progress.printResult(() -> print(line));
      if (out.checkError()) {
        throw lost(Output.failureOf(out));
      }
    }
  }

  /** Stops the run. Without its result, an order may or may not be closed, as the user sees it. */
  private IOException lost(@Nullable IOException cause) {
    tally.atLeast(ExitCode.SOME_UNKNOWN);
    tally.stop();
    return new IOException(
        Words.of(
            "The results cannot be written{0}: nothing is known of the orders in progress, and the"
                + " rest was not begun",
            cause == null ? "" : " (" + cause.getMessage() + ")"),
        cause);
  }

  private void print(String line) {
    out.print(line);
    out.flush();
  }

  /** Returns the counts of the run. */
  Tally tally() {
    return tally;
  }
}
