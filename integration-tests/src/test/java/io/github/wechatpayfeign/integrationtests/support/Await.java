package io.github.wechatpayfeign.integrationtests.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for what another thread does. */
public final class Await {

  private static final long PATIENCE_SECONDS = 20;

  private Await() {}

  /** Returns as soon as the condition holds. */
  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new AssertionError("Waited " + PATIENCE_SECONDS + " s in vain");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Returns the failure of a future that has to end soon, or null if it brings a value. */
  public static @Nullable Throwable failureOf(Future<?> future) {
    CompletableFuture<?> call = (CompletableFuture<?>) future;
    CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    var unused = call.whenComplete((value, failure) -> end.complete(failure));
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
