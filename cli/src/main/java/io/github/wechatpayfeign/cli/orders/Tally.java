package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.results.OrderOutcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/** Counts what becomes of the orders of a run, until it is stopped. Thread-safe. */
final class Tally {

  private final Map<OrderOutcome, Long> decided = new EnumMap<>(OrderOutcome.class);
  private int exitCode = ExitCode.ALL_CLOSED;
  private long skipped;
  private long underWay;
  private boolean stopped;

  /** Returns whether an order may begin; one that did has to {@link #end}. */
  synchronized boolean begin() {
    if (!stopped) {
      underWay++;
    }
    return !stopped;
  }

  /** Ends with an order that began. */
  synchronized void end() {
    underWay--;
    notifyAll();
  }

  synchronized void decided(OrderOutcome outcome) {
    decided.merge(outcome, 1L, Long::sum);
    atLeast(outcome.exitCode());
  }

  synchronized void skipped(int knownExitCode) {
    skipped++;
    atLeast(knownExitCode);
  }

  synchronized void atLeast(int code) {
    exitCode = Math.max(exitCode, code);
  }

  synchronized int exitCode() {
    return exitCode;
  }

  /** Returns a sentence about the orders that there was nothing to do about. */
  synchronized Optional<String> skippedInWords() {
    return skipped == 0 || stopped
        ? Optional.empty()
        : Optional.of("Orders skipped, since they are decided already: " + skipped);
  }

  /** Lets no further order begin, and returns how many are under way. */
  synchronized long stop() {
    stopped = true;
    return underWay;
  }

  /** Waits for the orders under way, but no longer than this. */
  synchronized void awaitEnd(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /**
   * Returns a sentence about all orders of a run that was stopped.
   *
   * @param total how many orders there are, or -1 if that is not known
   */
  synchronized String inWords(long total) {
    StringJoiner words = new StringJoiner(", ");
    decided.forEach((outcome, count) -> words.add(outcome + " " + count));
    if (skipped > 0) {
      words.add("skipped " + skipped);
    }
    if (underWay > 0) {
      words.add("under way, so that nothing is known, " + underWay);
    }
    long begun = decided.values().stream().mapToLong(Long::longValue).sum() + underWay + skipped;
    words.add(total < 0 ? "the rest not begun" : "not begun " + (total - begun));
    return "Stopped: " + words;
  }
}
