package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes refunds in the form of answers to applications and queries. */
public final class RefundJson {
  static final String RECEIVED_BY = "支付用户零钱";

  private RefundJson() {}

  public static Map<String, Object> of(Refund refund) {
    Map<String, Object> json = new TreeMap<>();
    json.put("refund_id", refund.refundId());
    json.put("out_refund_no", refund.id().number());
    json.put("transaction_id", refund.order().transactionId());
    json.put("out_trade_no", refund.order().id().number());
    json.put("channel", "ORIGINAL");
    json.put("user_received_account", RECEIVED_BY);
    json.put("create_time", BeijingTime.of(refund.createdAt()));
    json.put("status", refund.state().name());
    json.put("funds_account", refund.terms().fundsAccount().orElse("UNSETTLED"));
    json.put("amount", amount(refund));
    json.put(
        "promotion_detail", refund.order().coupon() > 0 ? List.of(promotion(refund)) : List.of());
    refund.succeededAt().ifPresent(at -> json.put("success_time", BeijingTime.of(at)));
    return json;
  }

  private static Map<String, Object> amount(Refund refund) {
    long payerRefund = payerRefund(refund);
    Map<String, Object> json = new TreeMap<>();
    json.put("total", refund.terms().total());
    json.put("refund", refund.terms().refund());
    json.put("from", refund.terms().from());
    json.put("payer_total", payerTotal(refund));
    json.put("payer_refund", payerRefund);
    json.put("settlement_refund", refund.terms().refund());
    json.put("settlement_total", refund.terms().total());
    json.put("discount_refund", refund.terms().refund() - payerRefund);
    json.put("currency", "CNY");
    return json;
  }

  static long payerTotal(Refund refund) {
    return refund.terms().total() - refund.order().coupon();
  }

  /** Returns the part of the refund that the user paid in money; the rest was the coupon's. */
  static long payerRefund(Refund refund) {
    return refund.terms().refund() * payerTotal(refund) / refund.terms().total();
  }

  private static Map<String, Object> promotion(Refund refund) {
    return new TreeMap<>(
        Map.of(
            "promotion_id",
            "109519",
            "scope",
            "SINGLE",
            "type",
            "CASH",
            "amount",
            refund.order().coupon(),
            "refund_amount",
            refund.terms().refund() - payerRefund(refund)));
  }
}
