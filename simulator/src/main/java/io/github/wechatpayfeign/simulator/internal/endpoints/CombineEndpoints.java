package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.Combine;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderTerms;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.TransactionJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Queries and closes combines, each as a whole. */
final class CombineEndpoints {
  private static final String NUMBERS = "/v3/combine-transactions/out-trade-no/[^/]+";

  private final Ledger ledger;

  CombineEndpoints(Ledger ledger) {
    this.ledger = ledger;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", Pattern.compile(NUMBERS), this::query),
        new Route("POST", Pattern.compile(NUMBERS + "/close"), this::close));
  }

  private GatewayAnswer query(VerifiedRequest request) throws Refusal {
    Combine combine = ledger.combine(id(request));
    if (combine == null) {
      throw Refusal.orderNotExist();
    }
    return GatewayAnswer.ok(TransactionJson.of(combine.name(), combine.bill().query()));
  }

  private GatewayAnswer close(VerifiedRequest request) throws Refusal {
    OrderId id = id(request);
    Fields fields = Fields.ofBody(request);
    String appid = fields.text("combine_appid", "合单商户appid", OrderTerms::isLegalAppid);
    Map<OrderId, Optional<String>> subAppids = subAppids(fields);
    fields.allowOnlyIfStrict(List.of("combine_appid", "sub_orders"));
    Combine combine = ledger.combine(id);
    if (combine == null) {
      return GatewayAnswer.noContent();
    }
    if (!appid.equals(combine.name().appid()) || !subAppids.equals(combine.subAppids())) {
      throw Refusal.paramError("合单信息与下单时不一致", "body", "");
    }
    return CloseAnswer.of(combine.bill().close());
  }

  private static OrderId id(VerifiedRequest request) throws Refusal {
    // The caller may be a service provider, whose combines may have shorter numbers.
    String number =
        request.number(
            "combine_out_trade_no", "合单商户订单号", text -> Combine.isLegalNumber(text, true));
    return new OrderId(Owner.merchant(request.mchid()), number);
  }

  private static Map<OrderId, Optional<String>> subAppids(Fields fields) throws Refusal {
    Map<OrderId, Optional<String>> subAppids = new HashMap<>();
    for (Fields order : fields.objects("sub_orders", "子单信息", Combine.MAX_ORDERS)) {
      String mchid = order.mchid("mchid", "子单商户号");
      String subMchid =
          order.optionalText("sub_mchid", "子商户号", MerchantAccount::isLegalMchid).orElse("");
      String number = order.text("out_trade_no", "子单商户订单号", OrderId::isLegalNumber);
      Optional<String> subAppid =
          order.optionalText("sub_appid", "子商户appid", OrderTerms::isLegalAppid);
      order.allowOnlyIfStrict(List.of("mchid", "out_trade_no", "sub_mchid", "sub_appid"));
      if (subAppids.put(new OrderId(new Owner(mchid, subMchid), number), subAppid) != null) {
        throw Refusal.paramError("子单信息重复", "body", number);
      }
    }
    return subAppids;
  }
}
