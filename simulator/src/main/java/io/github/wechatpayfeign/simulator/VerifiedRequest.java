package io.github.wechatpayfeign.simulator;

import java.util.function.Predicate;

/**
 * A request whose signature was verified.
 *
 * @param merchant the merchant that signed it
 */
record VerifiedRequest(MerchantAccount merchant, ReceivedRequest received) {

  String mchid() {
    return merchant.mchid();
  }

  /** Returns the order number in the path, and refuses an illegal one. */
  String number(String field, String label, Predicate<String> rule) throws Refusal {
    String number = received.outTradeNo().orElseThrow();
    if (!rule.test(number)) {
      throw Refusal.paramError(
          "输入源“/uri_template/%s”映射到字段“%s”字符串规则校验失败".formatted(field, label),
          "uri_template",
          number);
    }
    return number;
  }
}
