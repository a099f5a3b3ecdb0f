package io.github.wechatpayfeign.api;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What the state of an order means for its close. */
enum Standing {
  /** The order can be closed. */
  OPEN,
  /** Money may be on its way: leave the order alone and query it again. */
  MOVING,
  /** The order can no longer be paid. */
  CLOSED,
  /** The order is paid. */
  PAID,
  /** The order was paid, and a refund has begun. */
  REFUNDED;

  static Standing of(Transaction order) {
    return switch (order.tradeState()) {
      case NOTPAY, PAYERROR -> OPEN;
      case USERPAYING, UNKNOWN -> MOVING;
      case CLOSED, REVOKED -> CLOSED;
      case SUCCESS -> PAID;
      case REFUND -> REFUNDED;
    };
  }

  /**
   * Returns what the states of sub-orders mean for their combined order, which is paid and closed
   * as a whole. States that contradict each other, such as one paid and one open, occur only while
   * they change; then no sub-order may be closed.
   */
  static Standing ofAll(Collection<Transaction> subOrders) {
    Set<Standing> standings = EnumSet.noneOf(Standing.class);
    subOrders.forEach(subOrder -> standings.add(of(subOrder)));
    if (standings.size() == 1) {
      return standings.iterator().next();
    }
    if (standings.equals(EnumSet.of(OPEN, CLOSED))) {
      return OPEN;
    }
    // Each sub-order is refunded separately.
    return standings.equals(EnumSet.of(PAID, REFUNDED)) ? PAID : MOVING;
  }
}
