package io.github.wechatpayfeign.expiry.micrometer;

import io.github.wechatpayfeign.expiry.ExpiryProgress;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.TimerStoreException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges that share one count of the table, because counting reads all of its rows. Thread-safe.
 */
final class TableGauges {

  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Clock clock;
  private @Nullable ExpiryProgress last;
  private long lastAt;
  private boolean counted;

  TableGauges(Clock clock) {
    this.clock = clock;
  }

  void bind(MeterRegistry registry, OrderExpiry expiry, Tags labels) {
    Gauge.builder("wechatpay.expiry.due", expiry, owner -> read(owner, ExpiryProgress::due))
        .description("Orders of the fleet that are due, those under way among them")
        .tags(labels)
        .register(registry);
    Gauge.builder("wechatpay.expiry.parked", expiry, owner -> read(owner, ExpiryProgress::parked))
        .description("Orders of the fleet that are not tried again by themselves")
        .tags(labels)
        .register(registry);
  }

  private synchronized double read(OrderExpiry expiry, ToLongFunction<ExpiryProgress> value) {
    long now = clock.monotonicTime();
    if (!counted || now - lastAt >= MAX_AGE_NANOS) {
      last = count(expiry);
      lastAt = clock.monotonicTime();
      counted = true;
    }
    return last == null ? Double.NaN : value.applyAsLong(last);
  }

  /** Returns null if the database fails: a scrape shows the other meters all the same. */
  private static @Nullable ExpiryProgress count(OrderExpiry expiry) {
    try {
      return expiry.progress();
    } catch (TimerStoreException e) {
      return null;
    }
  }
}
