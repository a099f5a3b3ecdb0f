package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.OrderOutcome;
import io.github.wechatpayfeign.cli.results.OrderResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the orders of a run. It stops the run if no further order can succeed: a
 * wrong key would otherwise send a million requests that all fail. Thread-safe; all counts change
 * under one lock, so that a report is consistent.
 */
final class Tally {

  private final int maxFailures;
  private final Map<OrderOutcome, Long> decided = new EnumMap<>(OrderOutcome.class);
  private int exitCode = ExitCode.DONE;
  private long skipped;
  private long underWay;
  private int failuresInARow;
  private int notVerified;
  private boolean stopped;
  private @Nullable String whyStopped;

  /**
   * Creates a tally of no orders.
   *
   * @param maxFailures stops the run after so many orders in a row for which nothing was sent, and
   *     after so many whose answers fail verification while no answer passes it
   */
  Tally(int maxFailures) {
    this.maxFailures = maxFailures;
  }

  /** Begins an order, and returns false if the run is stopped; otherwise call {@link #end}. */
  synchronized boolean begin() {
    if (!stopped) {
      underWay++;
    }
    return !stopped;
  }

  /** Ends an order that was begun, and wakes up {@link #awaitEnd}. */
  synchronized void end() {
    underWay--;
    notifyAll();
  }

  /** Counts a result, and stops the run if the result shows that no other order can succeed. */
  synchronized void decided(String number, OrderResult result) {
    decided.merge(result.outcome(), 1L, Long::sum);
    atLeast(result.exitCode());
    failuresInARow = result.outcome() == OrderOutcome.NOT_SENT ? failuresInARow + 1 : 0;
    if (result.isVerified()) {
      notVerified = 0;
    } else if (result.blamesKeyOfWechatPay()) {
      notVerified++;
    }
    if (result.blamesCredentials()) {
      stopBecause(
          Words.of(
              "no order can succeed until the credentials or the clock are fixed, see the result of"
                  + " {0}",
              number));
    } else if (failuresInARow >= maxFailures) {
      stopBecause(
          maxFailures == 1
              ? Words.of("nothing could be sent for 1 order, the limit of --max-failures")
              : Words.of(
                  "nothing could be sent for {0} orders in a row, the limit of --max-failures",
                  maxFailures));
    } else if (notVerified >= maxFailures) {
      stopBecause(
          Words.of(
              "the configured key of WeChat Pay verifies no answer, not one about {0}, the limit of"
                  + " --max-failures: see doctor, fix the key, and run the same command again",
              maxFailures == 1 ? Words.of("1 order") : Words.of("{0} orders", maxFailures)));
    }
  }

  /** Keeps the first reason: results that come after it usually follow from it. */
  private void stopBecause(String why) {
    if (!stopped) {
      whyStopped = why;
    }
    stopped = true;
  }

  /** Counts an order that was decided before, with the exit code that its decision stands for. */
  synchronized void skipped(int knownExitCode) {
    skipped++;
    atLeast(knownExitCode);
  }

  /** Makes the exit code at least as serious as this one. */
  synchronized void atLeast(int code) {
    exitCode = ExitCode.worse(exitCode, code);
  }

  synchronized int exitCode() {
    return exitCode;
  }

  /** Returns whether no further order begins. */
  synchronized boolean isStopped() {
    return stopped;
  }

  /** Returns why the run stopped by itself, or null if it did not. */
  synchronized @Nullable String whyStopped() {
    return whyStopped;
  }

  /** Lets no further order begin, and returns how many are in progress. */
  synchronized long stop() {
    stopped = true;
    return underWay;
  }

  /** Waits for the orders in progress, but no longer than this. */
  synchronized void awaitEnd(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Returns how many orders are done, including those that were skipped. */
  synchronized long done() {
    return decided.values().stream().mapToLong(Long::longValue).sum() + skipped;
  }

  /** Returns the orders that are done by their outcomes, such as {@code CLOSED 2, UNKNOWN 1}. */
  synchronized String doneInWords() {
    StringJoiner words = new StringJoiner(", ");
    addDone(words);
    return words.toString();
  }

  private void addDone(StringJoiner words) {
    decided.forEach((outcome, count) -> words.add(outcome + " " + count));
    if (skipped > 0) {
      words.add(Words.of("skipped {0} (decided already)", skipped));
    }
  }

  /**
   * Returns all orders by their outcomes, such as {@code CLOSED 2, UNKNOWN 1, not begun 5}.
   *
   * @param total how many orders there are, or -1 if that is unknown
   */
  synchronized String inWords(long total) {
    StringJoiner words = new StringJoiner(", ").setEmptyValue(Words.of("no orders"));
    addDone(words);
    if (underWay > 0) {
      words.add(Words.of("in progress {0} (nothing is known)", underWay));
    }
    long left = total - done() - underWay;
    if (total < 0 && stopped) {
      words.add(Words.of("the rest not begun"));
    } else if (left > 0) {
      words.add(Words.of("not begun {0}", left));
    }
    return words.toString();
  }
}
