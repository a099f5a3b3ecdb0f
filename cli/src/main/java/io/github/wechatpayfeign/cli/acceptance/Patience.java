package io.github.wechatpayfeign.cli.acceptance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for the application, or for the person who operates it.
 *
 * @param limit how long one step may take
 */
record Patience(Duration limit) {

  private static final long LOOK_MILLIS = 50;

  /** Waits until the condition holds; returns whether it does. */
  boolean until(BooleanSupplier condition) throws InterruptedException {
    return until(limit, condition);
  }

  /** Waits for a part of the limit. */
  boolean halfUntil(BooleanSupplier condition) throws InterruptedException {
    return until(limit.dividedBy(2), condition);
  }

  /** Waits for the limit after another time. */
  boolean untilAfter(Duration wait, BooleanSupplier condition) throws InterruptedException {
    return until(limit.plus(wait), condition);
  }

  private static boolean until(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return true;
  }
}
