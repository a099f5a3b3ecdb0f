package io.github.wechatpayfeign.api.prepay;

import java.util.Map;

/**
 * What the buyer's phone needs to open the cashier, signed. It is made together with the prepay, by
 * {@link Prepay} and {@link CombinePrepay}: JSAPI and mini programs get a {@link JsapiInvocation},
 * apps an {@link AppInvocation}. Jackson 2 and 3 write it with exactly the names that the phone
 * needs.
 */
public sealed interface PayInvocation permits JsapiInvocation, AppInvocation {

  /**
   * Returns the values by the names that the phone needs, in the order of the official page. All of
   * them are texts.
   */
  Map<String, String> asMap();
}
