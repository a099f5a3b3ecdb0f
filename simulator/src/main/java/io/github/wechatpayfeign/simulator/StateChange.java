package io.github.wechatpayfeign.simulator;

import java.time.Instant;
import java.util.Objects;

/**
 * One line of an order's history.
 *
 * @param sequence the place of the change among all changes of all orders of this simulator,
 *     counted from 1
 * @param at the time of the change, by the simulator's clock
 * @param state the state in which the order was from then on
 */
public record StateChange(long sequence, Instant at, OrderState state) {
  /** Refuses what is missing. */
  public StateChange {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(state, "state");
  }
}
