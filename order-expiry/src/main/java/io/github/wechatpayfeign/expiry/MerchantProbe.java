package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.expiry.FailedCloses.Verdict;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a merchant that could not call WeChat Pay can do so again: it closes one due
 * order, without a change of its row. One thread uses it.
 */
final class MerchantProbe {

  private static final System.Logger LOGGER = System.getLogger(OrderExpiry.class.getName());

  /** Some of the oldest orders may fail for a reason of their own, so they take turns. */
  private static final int CANDIDATES = 100;

  private final CountedCloser closer;
  private final TimerStore timers;
  private final DatabaseClock clock;
  private final FailedCloses failedCloses;
  private final MerchantPause merchant;
  private final Runnable owePermits;
  private final Runnable whenOver;
  private int turn;

  /**
   * Creates a probe.
   *
   * @param owePermits takes the permits of a close, without waiting for them
   * @param whenOver runs when the pause of the merchant ends
   */
  MerchantProbe(
      CountedCloser closer,
      TimerStore timers,
      DatabaseClock clock,
      FailedCloses failedCloses,
      MerchantPause merchant,
      Runnable owePermits,
      Runnable whenOver) {
    this.closer = closer;
    this.timers = timers;
    this.clock = clock;
    this.failedCloses = failedCloses;
    this.merchant = merchant;
    this.owePermits = owePermits;
    this.whenOver = whenOver;
  }

  /**
   * Closes one due order, if the merchant pauses, and ends the pause if that shows no fault of the
   * merchant.
   *
   * @param any whether the order whose close began the pause may be the probe
   */
  void run(boolean any) {
    String culprit = merchant.outTradeNo().orElse(null);
    if (culprit == null) {
      return;
    }
    try {
      ExpiredOrder order = dueOrder(any ? null : culprit);
      // Without any due order, the next one shows whether the merchant can call WeChat Pay.
      if (order == null ? any : isWithoutFault(order)) {
        failedCloses.decided();
        merchant.end();
        whenOver.run();
        LOGGER.log(
            Level.INFO, "The merchant can call WeChat Pay; this process closes orders again");
      }
    } catch (SQLException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "No order could be closed as a probe; trying again later", e);
    }
  }

  private @Nullable ExpiredOrder dueOrder(@Nullable String excluded) throws SQLException {
    Instant now = clock.now();
    List<TimerTable.Timer> candidates =
        timers.begin((table, connection) -> table.due(connection, now, CANDIDATES)).stream()
            .filter(timer -> !timer.outTradeNo().equals(excluded))
            .filter(timer -> !timer.data().isUnknown())
            .toList();
    if (candidates.isEmpty()) {
      return null;
    }
    TimerTable.Timer timer = candidates.get(turn++ % candidates.size());
    return ExpiredOrder.of(
        timer.outTradeNo(), timer.data().timeExpire(), timer.data().attempt() + 1);
  }

  private boolean isWithoutFault(ExpiredOrder order) {
    owePermits.run();
    try {
      return failedCloses.judge(closer.close(order)) != Verdict.MERCHANT;
    } catch (RuntimeException | Error e) {
      return failedCloses.judge(order.outTradeNo(), e) != Verdict.MERCHANT;
    }
  }
}
