package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.List;

/**
 * Some orders out of many.
 *
 * @param orders the orders, the newest first
 * @param total how many there are
 */
public record OrderPage(List<OrderId> orders, long total) {
  public OrderPage {
    orders = List.copyOf(orders);
  }
}
