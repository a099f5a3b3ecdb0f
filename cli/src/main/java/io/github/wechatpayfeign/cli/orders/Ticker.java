package io.github.wechatpayfeign.cli.orders;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Repeats something until it is closed, on a daemon thread, which does not keep the JVM alive. */
final class Ticker implements AutoCloseable {

  private final @Nullable ScheduledExecutorService thread;

  private final @Nullable Future<?> ticks;

  private Ticker(@Nullable ScheduledExecutorService thread, @Nullable Future<?> ticks) {
    this.thread = thread;
    this.ticks = ticks;
  }

  /**
   * Starts a ticker.
   *
   * @param interval the time between two ticks, or zero for no ticks
   */
  static Ticker start(Duration interval, Runnable tick) {
    if (interval.isZero()) {
      return new Ticker(null, null);
    }
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "progress");
              daemon.setDaemon(true);
              return daemon;
            });
    ScheduledFuture<?> ticks =
        thread.scheduleAtFixedRate(
            tick, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    return new Ticker(thread, ticks);
  }

  @Override
  public void close() {
    if (thread != null && ticks != null) {
      ticks.cancel(true);
      thread.shutdownNow();
    }
  }
}
