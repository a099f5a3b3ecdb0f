package io.github.wechatpayfeign.expiry;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Finds out whether an answer FREQUENCY_LIMITED is about the merchant or about one order: WeChat
 * Pay also gives it for an order that its user is paying at that moment. Only if several different
 * orders get it within seconds does the whole fleet pause, for longer each time. Thread-safe.
 */
final class FleetPause {

  private static final System.Logger LOGGER = System.getLogger(OrderExpiry.class.getName());

  private static final int ORDERS = 3;
  private static final long WINDOW = Duration.ofSeconds(5).toNanos();
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration MAX = Duration.ofMinutes(5);
  private static final long CALM = Duration.ofMinutes(10).toNanos();

  private record Limited(String outTradeNo, long at) {}

  private final RequestLimit limit;
  private final LongSupplier nanoTime;
  private final Deque<Limited> limited = new ArrayDeque<>();
  private Duration next = FIRST;
  private long lastAt;

  FleetPause(RequestLimit limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** Notes that an order got this answer, and lets the fleet pause if others got it too. */
  void limited(String outTradeNo) {
    if (!isOfSeveral(outTradeNo)) {
      return;
    }
    Duration pause = current();
    if (limit.pauseFleet(pause)) {
      lengthen();
      LOGGER.log(
          Level.WARNING,
          "WeChat Pay says FREQUENCY_LIMITED for several orders; no process closes an order for {0}",
          pause);
    }
  }

  private synchronized boolean isOfSeveral(String outTradeNo) {
    long now = nanoTime.getAsLong();
    limited.add(new Limited(outTradeNo, now));
    while (now - limited.element().at() > WINDOW) {
      limited.remove();
    }
    Set<String> orders = new HashSet<>();
    limited.forEach(each -> orders.add(each.outTradeNo()));
    if (orders.size() < ORDERS) {
      return false;
    }
    limited.clear();
    return true;
  }

  private synchronized Duration current() {
    if (nanoTime.getAsLong() - lastAt > CALM) {
      next = FIRST;
    }
    return next;
  }

  private synchronized void lengthen() {
    lastAt = nanoTime.getAsLong();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(MAX) < 0 ? doubled : MAX;
  }
}
