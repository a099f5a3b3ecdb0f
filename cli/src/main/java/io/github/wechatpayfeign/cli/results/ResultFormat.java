package io.github.wechatpayfeign.cli.results;

/** How a result is written. */
public interface ResultFormat {

  /** Returns the result as one line, without a line break. */
  String line(OrderResult result);
}
