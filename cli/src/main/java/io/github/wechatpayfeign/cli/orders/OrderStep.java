package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.results.OrderResult;

/** What a command does with each order; several workers call it at the same time. */
interface OrderStep {

  /** Returns what became of the order; never throws. */
  OrderResult take(String number);
}
