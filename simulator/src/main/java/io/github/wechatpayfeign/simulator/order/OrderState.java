package io.github.wechatpayfeign.simulator.order;

import java.util.Set;

/**
 * The states of an order in the simulator's book. Each stands for a {@code trade_state} of APIv3.
 *
 * <p>The real gateway documents {@code USERPAYING}, {@code REVOKED} and {@code PAYERROR} only for
 * payment-code orders, which are reversed and not closed. In the simulator any order can reach
 * these states, so that a client can be tested with every answer.
 */
public enum OrderState {
  /** {@code NOTPAY}: the order waits for its payment. It can be paid or closed. */
  UNPAID("NOTPAY", "订单未支付"),
  /** {@code CLOSED}: the order was closed. It can never be paid, and closing it changes nothing. */
  CLOSED("CLOSED", "订单已关闭"),
  /** {@code SUCCESS}: the order was paid. It can be refunded, but no longer closed. */
  PAID("SUCCESS", "支付成功"),
  /** {@code REFUND}: the order was paid, and at least part of the money went back. */
  REFUNDED("REFUND", "订单发生过退款，退款详情请查询退款单"),
  /**
   * {@code USERPAYING}: the user is at the password prompt, and will pay, fail or give up. A close
   * is not carried out; the answer is 202 {@code USER_PAYING}.
   */
  USER_PAYING("USERPAYING", "用户支付中，需要输入密码"),
  /** {@code REVOKED}: the order was reversed. Its state cannot change any more. */
  REVOKED("REVOKED", "订单已撤销"),
  /** {@code PAYERROR}: the payment failed, for example at the bank. It can only be reversed. */
  PAY_ERROR("PAYERROR", "支付失败(其他原因，如银行返回失败)");

  private final String tradeState;
  private final String description;

  OrderState(String tradeState, String description) {
    this.tradeState = tradeState;
    this.description = description;
  }

  /**
   * Returns the state as queries show it.
   *
   * @return the {@code trade_state}
   */
  public String tradeState() {
    return tradeState;
  }

  /**
   * Returns the text that queries show beside the state.
   *
   * @return the {@code trade_state_desc}
   */
  public String description() {
    return description;
  }

  /**
   * Returns whether the order was paid, even if it was refunded later.
   *
   * @return whether there is a payment
   */
  public boolean isPaid() {
    return this == PAID || this == REFUNDED;
  }

  /**
   * Returns whether an order can move from this state to another one in a single step.
   *
   * @param next the other state
   * @return whether the book allows this step
   */
  public boolean leadsTo(OrderState next) {
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
