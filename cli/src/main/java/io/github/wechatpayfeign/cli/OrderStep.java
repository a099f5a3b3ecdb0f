package io.github.wechatpayfeign.cli;

/** What a command does with each order. */
interface OrderStep {

  /** Returns what became of the order; never throws. */
  OrderResult take(String number);
}
