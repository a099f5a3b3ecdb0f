package io.github.wechatpayfeign.queues;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPay;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Closes an order whose time is over and settles it; the same behind each queue and each job. */
final class ExpiredOrderCloser {

  private final WechatPay wechatPay;
  private final OrderTable orders;
  private final Settlement settlement;
  private final Timing timing;
  private final Clock clock;
  private final BiConsumer<String, Exception> report;

  ExpiredOrderCloser(
      WechatPay wechatPay,
      OrderTable orders,
      Settlement settlement,
      Timing timing,
      Clock clock,
      BiConsumer<String, Exception> report) {
    this.wechatPay = wechatPay;
    this.orders = orders;
    this.settlement = settlement;
    this.timing = timing;
    this.clock = clock;
    this.report = report;
  }

  /** Settles an order in a transaction, if it was not settled before. */
  @FunctionalInterface
  interface Settlement {
    boolean settle(String no, Kind kind) throws SQLException;
  }

  /**
   * How an order is closed, and how long to wait.
   *
   * @param policy of one decisive close
   * @param grace after {@code time_expire}: a payment that runs at that moment can still succeed
   * @param unsettled at least, before an order is closed again
   * @param notFound between two answers that WeChat Pay does not know the order
   * @param failed after an error that needs a person
   */
  record Timing(
      ClosePolicy policy, Duration grace, Duration unsettled, Duration notFound, Duration failed) {

    static Timing standard() {
      return new Timing(
          ClosePolicy.standard().closeFirst().withDeadline(Duration.ofSeconds(10)),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5));
    }
  }

  /** Returns when to try again; empty if there is nothing more to do for the order. */
  Optional<Duration> close(String no) {
    try {
      Optional<Instant> timeExpire = orders.waitsUntil(no);
      if (timeExpire.isEmpty()) {
        // It was settled already, or its transaction was rolled back.
        return Optional.empty();
      }
      Instant dueAt = timeExpire.get().plus(timing.grace());
      Duration early = Duration.between(clock.instant(), dueAt);
      if (early.compareTo(Duration.ZERO) > 0) {
        return Optional.of(early);
      }
      CloseDecision decision = wechatPay.closeDecisively(no, timing.policy());
      if (decision instanceof CloseDecision.Unsettled unsettled) {
        return Optional.of(longer(unsettled.askAgainAfter(), timing.unsettled()));
      }
      if (decision.kind() == Kind.NOT_FOUND && !orders.notFoundFor(no, timing.notFound())) {
        return Optional.of(timing.notFound());
      }
      settlement.settle(no, decision.kind());
      return Optional.empty();
    } catch (SQLException | RuntimeException e) {
      // A wrong key fails for each order alike, and a number that breaks its rule each time.
      report.accept(no, e);
      return Optional.of(timing.failed());
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
