package io.github.wechatpayfeign.integrationtests.docs;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundPolicy;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.RefundStatus;
import io.github.wechatpayfeign.api.refund.Refunds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The snippets of the page about refunds, word for word, so that they compile and can be run. */
final class RefundSnippets {

  /** The decisions that the reader's own method received. */
  final List<RefundDecision> decisions = new ArrayList<>();

  private void actOn(RefundDecision decision) {
    decisions.add(decision);
  }

  static RefundDecision first(WechatPay wechatPay) {
    Refunds refunds = Refunds.of(wechatPay);
    RefundRequest request =
        RefundRequest.ofOrder("ORDER-20261123-1")
            .outRefundNo("REFUND-20261123-1")
            .refund(100)
            .total(1000)
            .reason("Sold out")
            .build();
    RefundDecision decision = refunds.refundDecisively(request);
    return decision;
  }

  void afterAClose(WechatPay wechatPay, Refunds refunds) {
    CloseDecision closed = wechatPay.closeDecisively("ORDER-20261123-1");
    if (closed instanceof CloseDecision.Paid paid) {
      RefundRequest everything =
          RefundRequest.fullRefundOf(paid.transaction()).outRefundNo("REFUND-20261123-1").build();
      actOn(refunds.refundDecisively(everything));
    }
  }

  static RefundStatus later(Refunds refunds) {
    RefundStatus status = refunds.query("REFUND-20261123-1").status();
    return status;
  }

  static Refunds ofSubMerchant(WechatPay wechatPay) {
    Refunds ofSubMerchant = Refunds.of(wechatPay).ofSubMerchant("1900000222");
    return ofSubMerchant;
  }

  static Refunds quick(WechatPay wechatPay) {
    Refunds quick =
        Refunds.of(wechatPay)
            .withPolicy(RefundPolicy.standard().withDeadline(Duration.ofSeconds(10)));
    return quick;
  }
}
