package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Reports on the standard error how far a run is, and at its end what became of all orders. The end
 * is reported once: by the run itself, or by the shutdown hook that stops it. Thread-safe.
 */
final class RunReport {

  private final String command;
  private final Tally tally;
  private final long total;
  private final LongSupplier requests;
  private final PrintWriter err;
  private final long start = System.nanoTime();
  private boolean ended;

  /**
   * Creates a report of a run that begins now.
   *
   * @param total how many orders there are, or -1 if that is unknown
   * @param requests how many requests were sent so far
   */
  RunReport(String command, Tally tally, long total, LongSupplier requests, PrintWriter err) {
    this.command = command;
    this.tally = tally;
    this.total = total;
    this.requests = requests;
    this.err = err;
  }

  /** Reports how far the run is. */
  synchronized void progress() {
    if (!ended) {
      long done = tally.done();
      print(
          command
              + ": "
              + (total < 0
                  ? Words.of("{0} orders so far", done)
                  : Words.of("{0} of {1} orders", done, total))
              + (done == 0 ? "" : ", " + tally.doneInWords()));
    }
  }

  /**
   * Reports that the run waits for the orders in progress, unless the end is already reported.
   *
   * @param longest how long they can take
   */
  synchronized void stopping(long underWay, Duration longest) {
    if (!ended) {
      err.println(
          Words.of(
              "Stopping; orders in progress, which end within {0} s: {1}",
              longest.toSeconds(), underWay));
      err.flush();
    }
  }

  /** Reports what became of all orders. */
  synchronized void end() {
    if (!ended) {
      ended = true;
      String why = tally.whyStopped();
      if (why != null) {
        err.println(OneLine.of(Words.of("Stopped: {0}", why)));
      }
      String orders = tally.inWords(total);
      print(
          tally.isStopped()
              ? Words.of("{0} stopped: {1}", command, orders)
              : command + ": " + orders);
    }
  }

  /** Adds requests and time to a line: with both, an operator sees the rate and the retries. */
  private void print(String orders) {
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    long sent = requests.getAsLong();
    String seconds = String.format(Locale.ROOT, "%d.%d", millis / 1000, millis % 1000 / 100);
    err.println(
        sent == 1
            ? Words.of("{0}; 1 request, {1} s", orders, seconds)
            : Words.of("{0}; {1} requests, {2} s", orders, sent, seconds));
    err.flush();
  }
}
