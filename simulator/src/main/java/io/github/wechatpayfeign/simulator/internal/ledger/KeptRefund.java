package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.RefundState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refund as a file keeps it, within its order.
 *
 * @param end how it ends without a further call, if it is to end
 */
record KeptRefund(
    String outRefundNo,
    String refundId,
    long refund,
    long total,
    List<Map<String, Object>> from,
    @Nullable String fundsAccount,
    @Nullable String notifyUrl,
    List<KeptChange> history,
    @Nullable End end) {

  /** The state that a refund gets, and at which query. */
  record End(RefundState state, int queries) {}

  KeptRefund {
    Objects.requireNonNull(outRefundNo, "outRefundNo");
    Objects.requireNonNull(refundId, "refundId");
    history = KeptOrder.notEmpty(history);
    from = KeptPayment.orEmpty(from);
  }

  static KeptRefund of(Refund refund, @Nullable RefundPlan plan) {
    RefundTerms terms = refund.terms();
    return new KeptRefund(
        refund.id().number(),
        refund.refundId(),
        terms.refund(),
        terms.total(),
        terms.from(),
        terms.fundsAccount().orElse(null),
        terms.notifyUrl().orElse(null),
        refund.history().stream().map(KeptChange::of).toList(),
        plan == null ? null : new End(plan.next(), plan.queries()));
  }

  Refund of(Order order) {
    return new Refund(
        new RefundId(order.id().owner(), outRefundNo),
        order,
        new RefundTerms(
            refund, total, from, Optional.ofNullable(fundsAccount), Optional.ofNullable(notifyUrl)),
        refundId,
        history.stream().map(KeptChange::ofRefund).toList());
  }

  @Nullable RefundPlan plan() {
    return end == null ? null : new RefundPlan(end.state(), end.queries());
  }
}
