package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes orders in the form of answers to queries. Members that come with the payment, such as the
 * transaction id, are missing until the order is paid, and so is {@code amount.currency}: the real
 * gateway has been seen to leave out exactly these.
 */
public final class TransactionJson {
  private TransactionJson() {}

  public static Map<String, Object> of(Order order) {
    Owner owner = order.id().owner();
    boolean partner = owner.isSubMerchant();
    Map<String, Object> json = new TreeMap<>();
    json.put(partner ? "sp_appid" : "appid", order.terms().appid());
    json.put(partner ? "sp_mchid" : "mchid", owner.mchid());
    putSubMerchant(json, order);
    json.put("trade_state_desc", order.state().description());
    json.put("scene_info", Map.of("device_id", ""));
    json.put("amount", amount(order, "total", "payer_total"));
    putPayment(json, order);
    if (order.state().isPaid()) {
      json.put("payer", payer(order.terms().payer(), partner));
    }
    return json;
  }

  public static Map<String, Object> of(CombineName combine, List<Order> orders) {
    Map<String, Object> json = new TreeMap<>();
    json.put("combine_appid", combine.appid());
    json.put("combine_mchid", combine.id().owner().mchid());
    json.put("combine_out_trade_no", combine.id().number());
    json.put("scene_info", Map.of("device_id", ""));
    json.put("sub_orders", orders.stream().map(TransactionJson::ofCombined).toList());
    if (orders.get(0).state().isPaid()) {
      json.put("combine_payer_info", Map.of("openid", orders.get(0).terms().payer().openid()));
    }
    return json;
  }

  private static Map<String, Object> payer(Payer payer, boolean partner) {
    Map<String, Object> json = new TreeMap<>();
    json.put(partner ? "sp_openid" : "openid", payer.openid());
    payer.subOpenid().ifPresent(openid -> json.put("sub_openid", openid));
    return json;
  }

  private static Map<String, Object> ofCombined(Order order) {
    Map<String, Object> json = new TreeMap<>();
    json.put("mchid", order.id().owner().mchid());
    putSubMerchant(json, order);
    json.put("amount", amount(order, "total_amount", "payer_amount"));
    putPayment(json, order);
    return json;
  }

  private static void putSubMerchant(Map<String, Object> json, Order order) {
    if (order.id().owner().isSubMerchant()) {
      json.put("sub_mchid", order.id().owner().subMchid());
    }
    order.terms().subAppid().ifPresent(appid -> json.put("sub_appid", appid));
  }

  private static void putPayment(Map<String, Object> json, Order order) {
    json.put("out_trade_no", order.id().number());
    json.put("trade_state", order.state().tradeState());
    json.put("promotion_detail", order.coupon() > 0 ? List.of(promotion(order)) : List.of());
    if (order.state().isPaid()) {
      json.put("transaction_id", order.transactionId());
      json.put("trade_type", order.terms().tradeType());
      json.put("bank_type", "OTHERS");
      json.put("attach", order.terms().attach());
      json.put("success_time", BeijingTime.of(order.paidAt().orElseThrow()));
    }
  }

  /** Writes an amount; its members have other names in a combine. */
  private static Map<String, Object> amount(Order order, String total, String payerTotal) {
    Map<String, Object> json = new TreeMap<>();
    json.put(total, order.terms().total());
    json.put("payer_currency", "CNY");
    if (order.state().isPaid()) {
      json.put(payerTotal, order.terms().total() - order.coupon());
      json.put("currency", "CNY");
    }
    return json;
  }

  private static Map<String, Object> promotion(Order order) {
    Map<String, Object> json = new TreeMap<>();
    json.put("coupon_id", "109519");
    json.put("name", "单品惠-6");
    json.put("scope", "SINGLE");
    json.put("type", "CASH");
    json.put("amount", order.coupon());
    json.put("stock_id", "931386");
    json.put("wechatpay_contribute", order.coupon());
    json.put("merchant_contribute", 0);
    json.put("other_contribute", 0);
    json.put("currency", "CNY");
    json.put("goods_detail", List.of(goods(order)));
    return json;
  }

  private static Map<String, Object> goods(Order order) {
    Map<String, Object> json = new TreeMap<>();
    json.put("goods_id", "M1006");
    json.put("quantity", 1);
    json.put("unit_price", order.terms().total());
    json.put("discount_amount", order.coupon());
    json.put("goods_remark", "商品备注信息");
    return json;
  }
}
