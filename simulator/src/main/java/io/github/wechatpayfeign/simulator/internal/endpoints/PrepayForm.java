package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderTerms;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.Payer;
import io.github.wechatpayfeign.simulator.internal.ledger.Placement;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayKind;
import io.github.wechatpayfeign.simulator.internal.ledger.PrepayOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the body of a prepay of one order, for merchants or for service providers. */
final class PrepayForm {
  private final OrderRoutes mode;
  private final PrepayKind kind;

  PrepayForm(OrderRoutes mode, PrepayKind kind) {
    this.mode = mode;
    this.kind = kind;
  }

  PrepayOrder read(VerifiedRequest request, Instant now) throws Refusal {
    Fields fields = Fields.ofBody(request);
    String appid = fields.text(appidName(), "公众账号ID", OrderTerms::isLegalAppid);
    Owner owner = mode.owner(fields, request);
    Optional<String> subAppid =
        isPartner()
            ? fields.optionalText("sub_appid", "子商户应用ID", OrderTerms::isLegalAppid)
            : Optional.empty();
    fields.text("description", "商品描述", text -> PrepayParts.isWithin(127, text));
    String number = fields.text("out_trade_no", "商户订单号", OrderId::isLegalNumber);
    String url = PrepayParts.notifyUrl(fields);
    Optional<Instant> timeExpire = PrepayParts.timeExpire(fields, now);
    Optional<String> attach =
        fields.optionalText("attach", "附加数据", text -> PrepayParts.isWithin(128, text));
    fields.optionalText("goods_tag", "订单优惠标记", text -> PrepayParts.isWithin(32, text));
    fields.optionalFlag("support_fapiao", "电子发票入口开放标识");
    long total = total(fields);
    Payer payer = payer(fields, subAppid.isPresent());
    PrepayParts.checkDetail(fields);
    PrepayParts.checkScene(fields, kind, true);
    PrepayParts.checkSettle(fields);
    fields.allowOnly(names());
    OrderTerms terms =
        new OrderTerms(appid, subAppid, total, attach.orElse(""), kind.tradeType(), payer);
    Placement placement = Placement.of(kind, fields.values(), url, timeExpire);
    return new PrepayOrder(new OrderId(owner, number), terms, placement);
  }

  private static long total(Fields fields) throws Refusal {
    Fields amount = fields.object("amount", "订单金额");
    long total = amount.positive("total", "总金额");
    amount.optionalText("currency", "货币类型", "CNY"::equals);
    amount.allowOnly(List.of("total", "currency"));
    return total;
  }

  private Payer payer(Fields fields, boolean subAppid) throws Refusal {
    if (kind != PrepayKind.JSAPI) {
      return Payer.DEFAULT;
    }
    Fields payer = fields.object("payer", "支付者信息");
    if (!isPartner()) {
      String openid = payer.text("openid", "用户标识", PrepayParts::isOpenid);
      payer.allowOnly(List.of("openid"));
      return new Payer(openid, Optional.empty());
    }
    Optional<String> spOpenid = payer.optionalText("sp_openid", "用户服务标识", PrepayParts::isOpenid);
    Optional<String> subOpenid = payer.optionalText("sub_openid", "用户子标识", PrepayParts::isOpenid);
    payer.allowOnly(List.of("sp_openid", "sub_openid"));
    if (spOpenid.isEmpty() && subOpenid.isEmpty()) {
      throw Refusal.paramError("sp_openid和sub_openid二选一必填", "body", "");
    }
    if (subOpenid.isPresent() && !subAppid) {
      throw Refusal.paramError("传sub_openid时，sub_appid必填", "body", "");
    }
    return new Payer(spOpenid.orElse(Payer.DEFAULT.openid()), subOpenid);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(mode.names());
    names.add(appidName());
    if (isPartner()) {
      names.add("sub_appid");
    }
    if (kind == PrepayKind.JSAPI) {
      names.add("payer");
    }
    names.addAll(
        List.of(
            "description",
            "out_trade_no",
            "time_expire",
            "attach",
            "notify_url",
            "goods_tag",
            "support_fapiao",
            "amount",
            "detail",
            "scene_info",
            "settle_info"));
    return names;
  }

  private String appidName() {
    return isPartner() ? "sp_appid" : "appid";
  }

  private boolean isPartner() {
    return mode == OrderRoutes.PARTNER;
  }
}
