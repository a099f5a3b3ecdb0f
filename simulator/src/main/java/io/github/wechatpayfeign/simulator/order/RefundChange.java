package io.github.wechatpayfeign.simulator.order;

import java.time.Instant;
import java.util.Objects;

/**
 * One change in a refund's history.
 *
 * @param sequence the number of the change among all changes of all orders and refunds of this
 *     simulator, counted from 1
 * @param at the time of the change, by the simulator's clock
 * @param state the state of the refund from then on
 */
public record RefundChange(long sequence, Instant at, RefundState state) {
  /** Requires the time and the state. */
  public RefundChange {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(state, "state");
  }
}
