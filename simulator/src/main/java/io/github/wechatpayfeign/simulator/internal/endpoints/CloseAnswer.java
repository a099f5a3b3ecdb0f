package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.order.OrderState;

/** The gateway's answer to a close. */
final class CloseAnswer {
  private CloseAnswer() {}

  /** Returns the answer for the state that the order has after the close was tried. */
  static GatewayAnswer of(OrderState state) throws Refusal {
    return switch (state) {
      case CLOSED, UNPAID -> GatewayAnswer.noContent();
      case PAID, REFUNDED -> throw Refusal.of(400, "ORDER_PAID", "订单已支付,不能发起关单,请当作已支付的正常交易");
      case USER_PAYING -> GatewayAnswer.error(202, "USER_PAYING", "用户支付中，需要输入密码");
      case PAY_ERROR, REVOKED -> throw Refusal.of(403, "TRADE_ERROR", "当前交易不允许普通关单，只能撤销");
    };
  }
}
