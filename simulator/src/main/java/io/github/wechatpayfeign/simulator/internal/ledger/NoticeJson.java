package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.RefundState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes what notices say about payments and refunds. */
final class NoticeJson {
  private NoticeJson() {}

  static NoticeDraft paid(Order order, Optional<String> url) {
    Map<String, Object> json = new TreeMap<>(TransactionJson.of(order));
    // Real notices were seen without these two members, if there is nothing to say.
    json.remove("scene_info");
    if (order.coupon() == 0) {
      json.remove("promotion_detail");
    }
    return transaction(order.id(), order.lastChange(), url, json);
  }

  static NoticeDraft paid(CombineName combine, List<Order> orders, Optional<String> url) {
    return transaction(
        combine.id(), orders.get(0).lastChange(), url, TransactionJson.of(combine, orders));
  }

  private static NoticeDraft transaction(
      OrderId id, long change, Optional<String> url, Map<String, Object> json) {
    return new NoticeDraft(
        id.owner(), id.number(), change, url, "TRANSACTION.SUCCESS", "transaction", "支付成功", json);
  }

  static NoticeDraft ended(Refund refund) {
    Owner owner = refund.id().owner();
    Map<String, Object> json = new TreeMap<>();
    json.put(owner.isSubMerchant() ? "sp_mchid" : "mchid", owner.mchid());
    if (owner.isSubMerchant()) {
      json.put("sub_mchid", owner.subMchid());
    }
    json.put("transaction_id", refund.order().transactionId());
    json.put("out_trade_no", refund.order().id().number());
    json.put("refund_id", refund.refundId());
    json.put("out_refund_no", refund.id().number());
    json.put("refund_status", refund.state().name());
    json.put("user_received_account", RefundJson.RECEIVED_BY);
    json.put(
        "amount",
        new TreeMap<>(
            Map.of(
                "total",
                refund.terms().total(),
                "refund",
                refund.terms().refund(),
                "payer_total",
                RefundJson.payerTotal(refund),
                "payer_refund",
                RefundJson.payerRefund(refund))));
    refund.succeededAt().ifPresent(at -> json.put("success_time", BeijingTime.of(at)));
    return new NoticeDraft(
        owner,
        refund.id().number(),
        refund.lastChange(),
        refund.terms().notifyUrl(),
        "REFUND." + refund.state(),
        "refund",
        summary(refund.state()),
        json);
  }

  private static String summary(RefundState state) {
    return switch (state) {
      case SUCCESS -> "退款成功";
      case ABNORMAL -> "退款异常";
      case CLOSED -> "退款关闭";
      case PROCESSING -> throw new IllegalArgumentException("There is no notice of this state");
    };
  }
}
