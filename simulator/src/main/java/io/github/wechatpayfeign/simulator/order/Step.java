package io.github.wechatpayfeign.simulator.order;

/**
 * A point just before or after a request about an order, at which {@link
 * io.github.wechatpayfeign.simulator.OrderBook#schedule} changes the order. Nothing else can happen
 * to the order between the request and the change.
 *
 * <p>A request counts if it reached the order. So a close that is answered with {@code ORDER_PAID}
 * counts, and so does a request whose answer is lost. A request that is refused for its form, or
 * struck by a fault {@linkplain io.github.wechatpayfeign.simulator.fault.Moment#BEFORE_APPLYING
 * before applying}, does not count. Queries by order number and by transaction id count in the same
 * way.
 */
public enum Step {
  /** The change happens just before a query reads the order. */
  BEFORE_QUERY,
  /**
   * The change happens after a query read the order and before its answer leaves: it is outdated.
   */
  AFTER_QUERY,
  /** The change happens just before a close is carried out. */
  BEFORE_CLOSE,
  /** The change happens after a close was carried out or refused, and before its answer leaves. */
  AFTER_CLOSE
}
