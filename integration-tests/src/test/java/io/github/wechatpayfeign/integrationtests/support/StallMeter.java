package io.github.wechatpayfeign.integrationtests.support;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late the machine wakes up an idle thread, so that a test of time limits does not
 * blame the client for a busy machine.
 */
public final class StallMeter implements AutoCloseable {

  private static final long PERIOD_MILLIS = 5;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> ticking;
  private volatile long last = System.nanoTime();
  private volatile long worst;

  public StallMeter() {
    ticking =
        thread.scheduleWithFixedDelay(
            this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long now = System.nanoTime();
    worst = Math.max(worst, TimeUnit.NANOSECONDS.toMillis(now - last) - PERIOD_MILLIS);
    last = now;
  }

  public long worstMillis() {
    return worst;
  }

  @Override
  public void close() {
    ticking.cancel(false);
    thread.shutdownNow();
  }
}
