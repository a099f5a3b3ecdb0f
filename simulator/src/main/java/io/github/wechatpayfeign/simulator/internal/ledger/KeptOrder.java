package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order with its refunds, as a file keeps it. */
record KeptOrder(
    String mchid,
    @Nullable String subMchid,
    String outTradeNo,
    String transactionId,
    String appid,
    @Nullable String subAppid,
    long total,
    long coupon,
    @Nullable String attach,
    String tradeType,
    String openid,
    @Nullable String subOpenid,
    List<KeptChange> history,
    List<KeptRefund> refunds) {

  KeptOrder {
    Objects.requireNonNull(mchid, "mchid");
    Objects.requireNonNull(outTradeNo, "outTradeNo");
    Objects.requireNonNull(transactionId, "transactionId");
    Objects.requireNonNull(appid, "appid");
    Objects.requireNonNull(tradeType, "tradeType");
    Objects.requireNonNull(openid, "openid");
    OrderTerms.requirePositive(total);
    history = notEmpty(history);
    refunds = KeptPayment.orEmpty(refunds);
  }

  static List<KeptChange> notEmpty(List<KeptChange> history) {
    if (history.isEmpty()) {
      throw new IllegalArgumentException("A history has a first state");
    }
    return List.copyOf(history);
  }

  static KeptOrder of(Order order, List<KeptRefund> refunds) {
    Owner owner = order.id().owner();
    OrderTerms terms = order.terms();
    return new KeptOrder(
        owner.mchid(),
        owner.subMchid(),
        order.id().number(),
        order.transactionId(),
        terms.appid(),
        terms.subAppid().orElse(null),
        terms.total(),
        order.coupon(),
        terms.attach(),
        terms.tradeType(),
        terms.payer().openid(),
        terms.payer().subOpenid().orElse(null),
        order.history().stream().map(KeptChange::of).toList(),
        refunds);
  }

  OrderId id() {
    return new OrderId(Owner.kept(mchid, subMchid), outTradeNo);
  }

  OrderTerms terms() {
    return new OrderTerms(
        appid,
        Optional.ofNullable(subAppid),
        total,
        attach == null ? "" : attach,
        tradeType,
        new Payer(openid, Optional.ofNullable(subOpenid)));
  }

  History changes() {
    History changes = History.of(history.get(0).ofOrder());
    for (KeptChange change : history.subList(1, history.size())) {
      changes = changes.and(change.ofOrder());
    }
    return changes;
  }

  @Override
  public String toString() {
    return "KeptOrder[" + outTradeNo + "]";
  }
}
