package io.github.wechatpayfeign.api;

/**
 * The two plain methods that a decisive close uses, for one order.
 *
 * @param <T> the type of the answer to a query
 */
interface OrderCalls<T> {

  /** Returns the order, from a signed answer. */
  T query();

  /** Closes the order; returns normally if the gateway answered 204 with a valid signature. */
  void close();

  /** Returns what the answer to a query means for a close. */
  Standing standing(T answer);
}
