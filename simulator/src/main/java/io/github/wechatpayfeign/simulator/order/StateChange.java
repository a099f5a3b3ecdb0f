package io.github.wechatpayfeign.simulator.order;

import java.time.Instant;
import java.util.Objects;

/**
 * One change in an order's history.
 *
 * @param sequence the number of the change among all changes of all orders of this simulator,
 *     counted from 1
 * @param at the time of the change, by the simulator's clock
 * @param state the state of the order from then on
 */
public record StateChange(long sequence, Instant at, OrderState state) {
  /** Requires the time and the state. */
  public StateChange {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(state, "state");
  }
}
