package io.github.wechatpayfeign.simulator;

/** When a {@link Fault} strikes. */
public enum Moment {
  /**
   * The fault strikes before the request is checked, so no order changes. Only a request without
   * {@code AuthorizationHeader} is refused before.
   */
  BEFORE_APPLYING,
  /**
   * The fault strikes when the request was accepted and carried out: the order has changed, and
   * only the answer suffers. A request that is refused gets its ordinary refusal instead, and the
   * fault is used up.
   */
  AFTER_APPLYING
}
