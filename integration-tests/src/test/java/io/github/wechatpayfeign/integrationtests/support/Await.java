package io.github.wechatpayfeign.integrationtests.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for a condition that another thread makes true. */
public final class Await {

  private static final long PATIENCE_SECONDS = 20;

  private Await() {}

  /** Returns as soon as the condition is true; fails after 20 s. */
  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new AssertionError("The condition is still false after " + PATIENCE_SECONDS + " s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Returns the failure of a future that must end within 10 s, or null if it has a value. */
  public static @Nullable Throwable failureOf(Future<?> future) {
    CompletableFuture<?> call = (CompletableFuture<?>) future;
    CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    var unused = call.whenComplete((value, failure) -> end.complete(failure));
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
