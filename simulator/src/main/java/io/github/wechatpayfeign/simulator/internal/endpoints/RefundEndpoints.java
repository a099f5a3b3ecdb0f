package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.Refund;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundId;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundJson;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundTerms;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accepts and shows refunds, for merchants and, with {@code sub_mchid}, for service providers. An
 * order of a combine is refunded like any other.
 */
final class RefundEndpoints {
  private static final String ROOT = "/v3/refund/domestic/refunds";
  private static final Pattern TRANSACTION_ID = Pattern.compile("[0-9A-Za-z]{1,32}");
  private static final int MAX_REFUND_NUMBER = 64;

  private final Ledger ledger;

  RefundEndpoints(Ledger ledger) {
    this.ledger = ledger;
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", Pattern.compile(ROOT), this::apply),
        new Route("GET", Pattern.compile(ROOT + "/[^/]+"), this::query));
  }

  private GatewayAnswer apply(VerifiedRequest request) throws Refusal {
    Fields fields = Fields.ofBody(request);
    Owner owner = owner(fields, request);
    String number = fields.text("out_refund_no", "商户退款单号", RefundId::isLegalNumber);
    Optional<String> transactionId =
        fields.optionalText(
            "transaction_id", "微信支付订单号", text -> TRANSACTION_ID.matcher(text).matches());
    Optional<String> outTradeNo =
        fields.optionalText("out_trade_no", "商户订单号", OrderId::isLegalNumber);
    RefundTerms terms = RefundForm.termsOf(fields);
    OrderId orderId = orderId(owner, transactionId, outTradeNo);
    RefundId id = new RefundId(owner, number);
    return shown(ledger.refunds().apply(id, ledger.bill(orderId), orderId, terms));
  }

  private OrderId orderId(Owner owner, Optional<String> transactionId, Optional<String> outTradeNo)
      throws Refusal {
    if (transactionId.isEmpty()) {
      return new OrderId(
          owner,
          outTradeNo.orElseThrow(() -> Refusal.paramError("微信支付订单号和商户订单号二选一必填", "body", "")));
    }
    OrderId id = ledger.byTransaction(transactionId.get());
    if (id == null || !id.owner().equals(owner)) {
      throw Refusal.resourceNotExists("订单不存在或未支付");
    }
    if (outTradeNo.isPresent() && !outTradeNo.get().equals(id.number())) {
      throw Refusal.invalidRequest("微信支付订单号和商户订单号不匹配");
    }
    return id;
  }

  private GatewayAnswer query(VerifiedRequest request) throws Refusal {
    String number = request.received().lastSegment();
    request.checkNumber(
        number, MAX_REFUND_NUMBER, "out_refund_no", "商户退款单号", RefundId::isLegalNumber);
    Owner owner = owner(Fields.ofQuery(request), request);
    return shown(ledger.refunds().query(new RefundId(owner, number)));
  }

  private static GatewayAnswer shown(@Nullable Refund refund) throws Refusal {
    if (refund == null) {
      throw Refusal.resourceNotExists("退款单不存在");
    }
    return GatewayAnswer.ok(RefundJson.of(refund));
  }

  private static Owner owner(Fields fields, VerifiedRequest request) throws Refusal {
    String subMchid =
        fields.optionalText("sub_mchid", "子商户号", MerchantAccount::isLegalMchid).orElse("");
    return new Owner(request.mchid(), subMchid);
  }
}
