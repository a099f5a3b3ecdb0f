package io.github.wechatpayfeign.api;

/** The two plain methods that a decisive close is made of, for one order. */
interface OrderCalls {

  /** Returns the order, from a signed answer. */
  Transaction query();

  /** Returns when the gateway answered 204, signed. */
  void close();
}
