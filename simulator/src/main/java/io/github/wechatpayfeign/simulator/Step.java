package io.github.wechatpayfeign.simulator;

/**
 * A point just beside a request about an order, at which {@link OrderBook#schedule} has the order
 * change. Nothing else can happen to the order between the request and the change.
 *
 * <p>What counts is that the request reached the order: a close that is then answered with {@code
 * ORDER_PAID} counts, and so does a request whose answer is lost; one that is refused for its form,
 * or struck by a fault {@linkplain Moment#BEFORE_APPLYING before applying}, does not. Queries by
 * order number and by transaction id count alike.
 */
public enum Step {
  /** The change is there when a query looks at the order. */
  BEFORE_QUERY,
  /** The change comes after a query looked, and before its answer leaves: the answer is old. */
  AFTER_QUERY,
  /** The change is there when a close is carried out. */
  BEFORE_CLOSE,
  /** The change comes after a close was carried out or refused, and before its answer leaves. */
  AFTER_CLOSE
}
