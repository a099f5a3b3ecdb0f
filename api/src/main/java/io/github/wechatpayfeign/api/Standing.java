package io.github.wechatpayfeign.api;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What the state of an order means for its close. */
enum Standing {
  /** It can be closed. */
  OPEN,
  /** Money may be on its way: it has to be left alone, and looked at again. */
  MOVING,
  /** It can no longer be paid. */
  CLOSED,
  /** It is paid. */
  PAID,
  /** It was paid, and a refund was begun. */
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
   * as a whole. States that do not fit each other, such as one paid and one open, can only be met
   * while they change; none of them may be closed then.
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
    // A sub-order is refunded by itself.
    return standings.equals(EnumSet.of(PAID, REFUNDED)) ? PAID : MOVING;
  }
}
