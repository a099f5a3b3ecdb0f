package io.github.wechatpayfeign.api;

import org.jspecify.annotations.Nullable;

/**
 * The state of an order: {@code trade_state}.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012791890">querying is the same for all
 *     ways of paying</a>
 */
public enum TradeState {
  /** Paid. */
  SUCCESS,
  /** Paid, and refunded or being refunded. */
  REFUND,
  /** Not paid: it can be paid and closed. */
  NOTPAY,
  /** Closed: it can be neither paid nor refunded. */
  CLOSED,
  /** Reversed, which only orders paid by payment code can be: closed, and the money returned. */
  REVOKED,
  /** The user is paying, perhaps typing the password. */
  USERPAYING,
  /** The payment failed: the order is not paid. */
  PAYERROR,
  /** A state that this version does not know, or none: see {@link Transaction#tradeStateText}. */
  UNKNOWN;

  static TradeState of(@Nullable String text) {
    for (TradeState state : values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
