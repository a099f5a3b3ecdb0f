package io.github.wechatpayfeign.simulator.fault;

/** When a {@link Fault} strikes. */
public enum Moment {
  /**
   * The fault strikes before the request is checked, so no order changes. Only a request without
   * {@code Authorization} is refused earlier.
   */
  BEFORE_APPLYING,
  /**
   * The fault strikes after the request was accepted and carried out: the order has changed, and
   * only the answer is affected. A request that is refused gets its normal refusal instead, and the
   * fault is used up.
   */
  AFTER_APPLYING
}
