package io.github.wechatpayfeign.simulator;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, without sleeping. */
final class Waiting {
  private Waiting() {}

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not come true within 10 seconds");
      }
      Thread.onSpinWait();
    }
  }
}
