package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.RefundState;
import java.util.Objects;

/**
 * How a refund ends without a further call of the test.
 *
 * @param next the state that the refund gets; {@code PROCESSING} means that nothing happens
 * @param queries the number of the query that finds the refund in that state; 0 means that the
 *     answer to the application itself shows it
 */
public record RefundPlan(RefundState next, int queries) {
  static final RefundPlan SUCCESS_AT_ONCE = new RefundPlan(RefundState.SUCCESS, 0);

  public RefundPlan {
    Objects.requireNonNull(next, "next");
    if (queries < 0) {
      throw new IllegalArgumentException(
          "queries must be 0 (at once) or more, but is %d".formatted(queries));
    }
  }

  boolean isDue() {
    return queries == 0;
  }

  RefundPlan afterOneQuery() {
    return new RefundPlan(next, Math.max(0, queries - 1));
  }
}
