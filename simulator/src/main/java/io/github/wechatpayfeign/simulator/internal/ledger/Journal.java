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

  Journal(Clock clock) {
    this.clock = clock;
  }

  StateChange next(OrderState state) {
    return new StateChange(changes.incrementAndGet(), clock.instant(), state);
  }

  RefundChange next(RefundState state) {
    return new RefundChange(changes.incrementAndGet(), clock.instant(), state);
  }

  Instant now() {
    return clock.instant();
  }
}
