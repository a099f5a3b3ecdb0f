package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A request whose signature was verified.
 *
 * @param merchant the merchant that signed it
 * @param rules the strict rules that it must keep
 */
public record VerifiedRequest(
    MerchantAccount merchant, ReceivedRequest received, StrictRules rules) {
  private static final int MAX_ORDER_NUMBER = 32;

  String mchid() {
    return merchant.mchid();
  }

  /** Returns the order number in the path, and refuses an illegal one. */
  String number(String field, String label, Predicate<String> rule) throws Refusal {
    String number = received.outTradeNo().orElseThrow();
    checkNumber(number, MAX_ORDER_NUMBER, field, label, rule);
    return number;
  }

  /**
   * Checks a number in the path: its length always, its form by {@link
   * Strictness#PATH_NUMBER_FORM}.
   */
  void checkNumber(String number, int most, String field, String label, Predicate<String> rule)
      throws Refusal {
    String message = "输入源“/uri_template/%s”映射到字段“%s”字符串规则校验失败".formatted(field, label);
    if (number.length() > most) {
      throw Refusal.paramError(message, "uri_template", number);
    }
    rules.require(
        Strictness.PATH_NUMBER_FORM,
        rule.test(number),
        StrictRules.refusal(
            400, "PARAM_ERROR", message, Map.of("location", "uri_template", "value", number)));
  }
}
