package io.github.wechatpayfeign.api;

/**
 * The two plain methods that a decisive close is made of, for one order.
 *
 * @param <T> what a query answers
 */
interface OrderCalls<T> {

  /** Returns the order, from a signed answer. */
  T query();

  /** Returns when the gateway answered 204, signed. */
  void close();

  /** Returns what an answer means for a close. */
  Standing standing(T answer);
}
