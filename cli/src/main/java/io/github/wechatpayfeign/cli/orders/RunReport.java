package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.OneLine;
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
              + done
              + (total < 0 ? " orders so far" : " of " + total + " orders")
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
          "Stopping; orders in progress, which end within "
              + longest.toSeconds()
              + " s: "
              + underWay);
      err.flush();
    }
  }

  /** Reports what became of all orders. */
  synchronized void end() {
    if (!ended) {
      ended = true;
      String why = tally.whyStopped();
      if (why != null) {
        err.println(OneLine.of("Stopped: " + why));
      }
      print(command + (tally.isStopped() ? " stopped: " : ": ") + tally.inWords(total));
    }
  }

  /** Adds requests and time to a line: with both, an operator sees the rate and the retries. */
  private void print(String orders) {
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    long sent = requests.getAsLong();
    err.println(
        orders
            + "; "
            + sent
            + (sent == 1 ? " request, " : " requests, ")
            + String.format(Locale.ROOT, "%d.%d s", millis / 1000, millis % 1000 / 100));
    err.flush();
  }
}
