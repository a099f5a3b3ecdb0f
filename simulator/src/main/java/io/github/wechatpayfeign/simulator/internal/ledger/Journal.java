package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Gives each change of an order or a refund its number and its time. */
final class Journal {
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();

  /** Counts also what is not in a history, so that nobody overlooks it. */
  private final AtomicLong version = new AtomicLong();

  Journal(Clock clock) {
    this.clock = clock;
  }

  StateChange next(OrderState state) {
    return new StateChange(number(), clock.instant(), state);
  }

  RefundChange next(RefundState state) {
    return new RefundChange(number(), clock.instant(), state);
  }

  private long number() {
    touch();
    return changes.incrementAndGet();
  }

  Instant now() {
    return clock.instant();
  }

  /** Says that something changed that a file has to keep. */
  void touch() {
    version.incrementAndGet();
  }

  long version() {
    return version.get();
  }

  /** Returns the number of the last change. */
  long last() {
    return changes.get();
  }

  /** Continues after a number of an earlier start. */
  void continueAfter(long number) {
    changes.accumulateAndGet(number, Math::max);
  }
}
