package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.api.CloseDecision;

/**
 * Closes an expired order decisively, such as {@code order ->
 * provider.subMerchant("1900007XXX").closeDecisively(order.outTradeNo(), policy)}. It is called
 * without a transaction, and at least once an order.
 */
@FunctionalInterface
public interface Closer {

  /**
   * Closes an order unless it is paid, and returns what became of it.
   *
   * @throws RuntimeException if that cannot be found out: the order is tried again later
   */
  CloseDecision close(ExpiredOrder order);
}
