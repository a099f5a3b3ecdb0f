package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the body of an application for a refund. */
final class RefundForm {
  private static final int MAX_GOODS = 100;

  /** The page of this endpoint forbids a query in the URL. */
  private static final Pattern URL = Pattern.compile("https?://[^\\s?]{1,248}");

  private RefundForm() {}

  static RefundTerms termsOf(Fields fields) throws Refusal {
    fields.optionalText("reason", "退款原因", text -> isWithin(80, text));
    Optional<String> url =
        fields.optionalText(
            "notify_url", "退款结果回调url", text -> isWithin(256, text) && URL.matcher(text).matches());
    Optional<String> account =
        fields.optionalText("funds_account", "退款资金来源", Set.of("AVAILABLE", "UNSETTLED")::contains);
    Fields amount = fields.object("amount", "金额信息");
    long refund = amount.positive("refund", "退款金额");
    long total = amount.positive("total", "原订单金额");
    amount.text("currency", "退款币种", "CNY"::equals);
    List<Map<String, Object>> from = from(amount);
    amount.allowOnlyIfStrict(List.of("refund", "total", "currency", "from"));
    checkGoods(fields);
    fields.allowOnlyIfStrict(
        List.of(
            "sub_mchid",
            "transaction_id",
            "out_trade_no",
            "out_refund_no",
            "reason",
            "notify_url",
            "funds_account",
            "amount",
            "goods_detail"));
    return new RefundTerms(refund, total, from, account, url);
  }

  private static List<Map<String, Object>> from(Fields amount) throws Refusal {
    List<Map<String, Object>> from = new ArrayList<>();
    for (Fields part : amount.optionalObjects("from", "退款出资账户及金额", 2)) {
      String account = part.text("account", "出资账户类型", Set.of("AVAILABLE", "UNAVAILABLE")::contains);
      long value = part.positive("amount", "出资金额");
      part.allowOnlyIfStrict(List.of("account", "amount"));
      from.add(Map.of("account", account, "amount", value));
    }
    return from;
  }

  private static void checkGoods(Fields fields) throws Refusal {
    for (Fields goods : fields.optionalObjects("goods_detail", "退款商品", MAX_GOODS)) {
      goods.text("merchant_goods_id", "商户侧商品编码", text -> isWithin(32, text));
      goods.optionalText("wechatpay_goods_id", "微信支付商品编码", text -> isWithin(32, text));
      goods.optionalText("goods_name", "商品名称", text -> isWithin(256, text));
      goods.positive("unit_price", "商品单价");
      goods.positive("refund_amount", "商品退款金额");
      goods.positive("refund_quantity", "商品退货数量");
      goods.allowOnlyIfStrict(
          List.of(
              "merchant_goods_id",
              "wechatpay_goods_id",
              "goods_name",
              "unit_price",
              "refund_amount",
              "refund_quantity"));
    }
  }

  private static boolean isWithin(int length, String text) {
    return !text.isEmpty() && text.length() <= length;
  }
}
