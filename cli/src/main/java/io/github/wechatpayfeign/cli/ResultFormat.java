package io.github.wechatpayfeign.cli;

/** How a result is written. */
interface ResultFormat {

  /** Returns the result as one line, without its end. */
  String line(OrderResult result);
}
