package io.github.wechatpayfeign.simulator;

import java.util.Set;

/**
 * The states of an order in the simulator's book. Each stands for a {@code trade_state} of APIv3.
 *
 * <p>The real gateway documents {@code USERPAYING}, {@code REVOKED} and {@code PAYERROR} for
 * payment-code orders alone, which are reversed rather than closed. The simulator lets any order
 * come to these states, so that a client meets every answer there is.
 */
public enum OrderState {
  /** {@code NOTPAY}: the order waits for its payment. It can be paid or closed. */
  UNPAID("NOTPAY", "订单未支付"),
  /** {@code CLOSED}: the order was closed. It can never be paid, and closing it changes nothing. */
  CLOSED("CLOSED", "订单已关闭"),
  /** {@code SUCCESS}: the order was paid. It can be refunded, but no longer be closed. */
  PAID("SUCCESS", "支付成功"),
  /** {@code REFUND}: the order was paid, and at least part of the money went back. */
  REFUNDED("REFUND", "订单发生过退款，退款详情请查询退款单"),
  /**
   * {@code USERPAYING}: the user is at the password prompt, and will pay, fail or give up. A close
   * is not carried out now but answered with 202 {@code USER_PAYING}.
   */
  USER_PAYING("USERPAYING", "用户支付中，需要输入密码"),
  /** {@code REVOKED}: the order was reversed. Nothing can happen to it any more. */
  REVOKED("REVOKED", "订单已撤销"),
  /** {@code PAYERROR}: the payment failed, at the bank for example. It can only be reversed. */
  PAY_ERROR("PAYERROR", "支付失败(其他原因，如银行返回失败)");

  private final String tradeState;
  private final String description;

  OrderState(String tradeState, String description) {
    this.tradeState = tradeState;
    this.description = description;
  }

  /**
   * Returns the word that a query answers.
   *
   * @return the {@code trade_state}
   */
  public String tradeState() {
    return tradeState;
  }

  /** Returns the {@code trade_state_desc}. */
  String description() {
    return description;
  }

  /** Tells whether money came in, even if it went back since. */
  boolean isPaid() {
    return this == PAID || this == REFUNDED;
  }

  boolean leadsTo(OrderState next) {
    Set<OrderState> successors =
        switch (this) {
          case UNPAID -> Set.of(USER_PAYING, PAID, CLOSED, PAY_ERROR, REVOKED);
          case USER_PAYING -> Set.of(UNPAID, PAID, PAY_ERROR, REVOKED);
          case PAY_ERROR -> Set.of(REVOKED);
          case PAID -> Set.of(REFUNDED);
          case CLOSED, REFUNDED, REVOKED -> Set.of();
        };
    return successors.contains(next);
  }
}
