package io.github.wechatpayfeign.integrationtests.docs;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import java.time.Instant;
import java.util.Map;

/** The Java of the page about placing orders; {@link PrepayPageTest} runs it. */
final class PrepaySnippets {

  private PrepaySnippets() {}

  static Map<String, String> prepay(WechatPay wechatPay, Instant timeExpire, String openid) {
    Prepay prepay = Prepay.of(wechatPay, "wx8888888888888888");
    PrepayOrder order =
        PrepayOrder.builder("ORDER-20261130-1")
            .description("A cup of tea")
            .total(100)
            .notifyUrl("https://shop.example.com/wechatpay/notices")
            .timeExpire(timeExpire)
            .build();
    JsapiInvocation invocation = prepay.jsapi(order, openid);
    Map<String, String> forThePhone = invocation.asMap();
    return forThePhone;
  }
}
