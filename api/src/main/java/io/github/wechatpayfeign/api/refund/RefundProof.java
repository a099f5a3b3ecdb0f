package io.github.wechatpayfeign.api.refund;

import io.github.wechatpayfeign.errors.UnusableAnswerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a signed answer with what was asked for. */
final class RefundProof {

  private RefundProof() {}

  /**
   * Refuses an answer without the members that show which refund it is about.
   *
   * @throws UnusableAnswerException if one is missing
   */
  static Refund complete(RefundRequest asked, Refund answer) {
    Refund.Amount amount = answer.amount();
    String order = asked.outTradeNo() == null ? answer.transactionId() : answer.outTradeNo();
    if (order == null || amount == null || amount.refund() == null || amount.total() == null) {
      throw new UnusableAnswerException(
          "the answer about the refund "
              + answer.outRefundNo()
              + " has no order number or no amounts",
          200,
          new byte[0],
          Map.of());
    }
    return answer;
  }

  /**
   * Throws an exception if a complete answer is about another refund than the request.
   *
   * @throws RefundNumberUsedException if the order or an amount differs
   */
  static void requireSame(RefundRequest asked, Refund found) {
    Refund.Amount amount = found.amount();
    require("out_trade_no", asked.outTradeNo(), found.outTradeNo(), found);
    require("transaction_id", asked.transactionId(), found.transactionId(), found);
    if (amount != null) {
      require("amount.refund", asked.amount().refund(), amount.refund(), found);
      require("amount.total", asked.amount().total(), amount.total(), found);
    }
  }

  private static void require(
      String name, @Nullable Object asked, @Nullable Object found, Refund answer) {
    if (asked != null && !asked.equals(found)) {
      throw new RefundNumberUsedException(
          "its %s is %s, but %s was asked for".formatted(name, found, asked), answer);
    }
  }
}
