package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.expiry.ExpiryProgress;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.TimerStoreException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The health of expired orders: down if the oldest due order waits longer than 15 minutes, if this
 * process closes no orders because the merchant cannot call WeChat Pay, or if the database fails.
 * It counts the rows of the table, so a monitor that asks often should set {@code
 * management.endpoint.health.cache.time-to-live}.
 */
final class ExpiryHealth {

  static final Duration MAX_OLDEST_DUE = Duration.ofMinutes(15);

  private final OrderExpiry expiry;

  ExpiryHealth(OrderExpiry expiry) {
    this.expiry = expiry;
  }

  /** What was found. */
  record Reading(boolean isUp, Map<String, Object> details) {}

  Reading read() {
    try {
      ExpiryProgress progress = expiry.progress();
      return new Reading(
          progress.pauseReason().isEmpty() && progress.oldestDue().compareTo(MAX_OLDEST_DUE) <= 0,
          details(progress));
    } catch (TimerStoreException e) {
      return new Reading(false, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  /** Returns what is open, without the numbers of orders. */
  static Map<String, Object> details(ExpiryProgress progress) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("waiting", progress.waiting());
    details.put("due", progress.due());
    details.put("oldestDue", progress.oldestDue().toString());
    details.put("estimate", progress.estimate().toString());
    details.put("running", progress.running());
    details.put("parked", progress.parked());
    progress.pauseReason().ifPresent(reason -> details.put("pauseReason", reason));
    return details;
  }
}
