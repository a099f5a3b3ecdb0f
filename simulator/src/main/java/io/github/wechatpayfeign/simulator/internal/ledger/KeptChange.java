package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.time.Instant;

/** A step of the history of an order or a refund, as a file keeps it. */
record KeptChange(long sequence, String at, String state) {

  KeptChange {
    if (sequence < 1) {
      throw new IllegalArgumentException("The changes are counted from 1");
    }
  }

  static KeptChange of(StateChange change) {
    return new KeptChange(change.sequence(), change.at().toString(), change.state().name());
  }

  static KeptChange of(RefundChange change) {
    return new KeptChange(change.sequence(), change.at().toString(), change.state().name());
  }

  StateChange ofOrder() {
    return new StateChange(sequence, Instant.parse(at), OrderState.valueOf(state));
  }

  RefundChange ofRefund() {
    return new RefundChange(sequence, Instant.parse(at), RefundState.valueOf(state));
  }
}
