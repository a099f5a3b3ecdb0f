package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.fault.Falsification;

/**
 * The ways in which the content of a notice can be wrong although its signature is correct. For
 * false signatures see {@link Falsification}.
 */
public enum NoticeFlaw {
  /** The resource is encrypted with another APIv3 key, as just after a change of the key. */
  WRONG_API_V3_KEY,
  /** The body ends in the middle of its JSON. */
  BROKEN_JSON,
  /** The event type is one that WeChat Pay does not have: {@code SIMULATOR.UNKNOWN}. */
  UNKNOWN_EVENT,
  /**
   * The total of the order, of the combined orders, or of the refund is one fen more than it should
   * be.
   */
  OTHER_AMOUNT
}
