package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.Combine;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderTerms;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.Payer;
import io.github.wechatpayfeign.simulator.internal.ledger.Placement;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayCombine;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of a prepay of a combine. */
final class PrepayCombineForm {
  /** A merchant combines at least two orders and at most ten; a service provider 1 to 50. */
  private static final int MIN_OF_MERCHANT = 2;

  private static final int MAX_OF_MERCHANT = 10;

  private final PrepayKind kind;

  PrepayCombineForm(PrepayKind kind) {
    this.kind = kind;
  }

  PrepayCombine read(VerifiedRequest request, Instant now) throws Refusal {
    Fields fields = Fields.ofBody(request);
    String appid = fields.text("combine_appid", "合单商户appid", OrderTerms::isLegalAppid);
    String mchid = fields.mchid("combine_mchid", "合单商户号");
    if (!mchid.equals(request.mchid())) {
      throw Refusal.of(400, "MCH_NOT_EXISTS", "商户号不存在");
    }
    Payer payer = payer(fields);
    Map<OrderId, OrderTerms> orders = orders(fields, appid, payer);
    boolean partner = orders.keySet().stream().anyMatch(id -> id.owner().isSubMerchant());
    if (!partner && (orders.size() < MIN_OF_MERCHANT || orders.size() > MAX_OF_MERCHANT)) {
      throw Refusal.paramError("子单数量须为2到10个", "body", Integer.toString(orders.size()));
    }
    String number =
        fields.text(
            "combine_out_trade_no", "合单商户订单号", text -> Combine.isLegalNumber(text, partner));
    String url = PrepayParts.notifyUrl(fields);
    Optional<Instant> timeExpire = PrepayParts.timeExpire(fields, now);
    PrepayParts.checkScene(fields, kind, false);
    fields.allowOnly(names());
    Placement placement = Placement.of(kind, fields.values(), url, timeExpire);
    return new PrepayCombine(new OrderId(Owner.merchant(mchid), number), appid, orders, placement);
  }

  private Payer payer(Fields fields) throws Refusal {
    if (kind != PrepayKind.JSAPI) {
      return Payer.DEFAULT;
    }
    Fields payer = fields.object("combine_payer_info", "支付者");
    String openid = payer.text("openid", "用户标识", PrepayParts::isOpenid);
    payer.allowOnly(List.of("openid"));
    return new Payer(openid, Optional.empty());
  }

  private Map<OrderId, OrderTerms> orders(Fields fields, String appid, Payer payer) throws Refusal {
    Map<OrderId, OrderTerms> orders = new LinkedHashMap<>();
    for (Fields order : fields.objects("sub_orders", "子单信息", Combine.MAX_ORDERS)) {
      String subMchid =
          order.optionalText("sub_mchid", "子商户号", MerchantAccount::isLegalMchid).orElse("");
      Owner owner = new Owner(order.mchid("mchid", "子单商户号"), subMchid);
      String number = order.text("out_trade_no", "子单商户订单号", OrderId::isLegalNumber);
      if (orders.put(new OrderId(owner, number), terms(order, appid, payer)) != null) {
        throw Refusal.paramError("子单信息重复", "body", number);
      }
    }
    return orders;
  }

  private OrderTerms terms(Fields order, String appid, Payer payer) throws Refusal {
    Optional<String> subAppid =
        order.optionalText("sub_appid", "子商户appid", OrderTerms::isLegalAppid);
    String attach = order.text("attach", "附加数据", text -> PrepayParts.isWithin(128, text));
    order.text("description", "商品描述", text -> PrepayParts.isWithin(127, text));
    order.optionalText("goods_tag", "订单优惠标记", text -> PrepayParts.isWithin(32, text));
    PrepayParts.checkDetail(order);
    PrepayParts.checkSettle(order);
    Fields amount = order.object("amount", "订单金额");
    long total = amount.positive("total_amount", "标价金额");
    amount.text("currency", "标价币种", "CNY"::equals);
    amount.allowOnly(List.of("total_amount", "currency"));
    order.allowOnly(
        List.of(
            "mchid",
            "sub_mchid",
            "sub_appid",
            "out_trade_no",
            "attach",
            "description",
            "amount",
            "goods_tag",
            "settle_info",
            "detail"));
    return new OrderTerms(appid, subAppid, total, attach, kind.tradeType(), payer);
  }

  private List<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "combine_appid",
                "combine_mchid",
                "combine_out_trade_no",
                "sub_orders",
                "scene_info",
                "time_expire",
                "notify_url"));
    if (kind == PrepayKind.JSAPI) {
      names.add("combine_payer_info");
    }
    return names;
  }
}
