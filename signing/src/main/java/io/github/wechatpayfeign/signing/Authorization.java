package io.github.wechatpayfeign.signing;

import feign.Request;
import java.util.Collection;
import java.util.List;

/** The {@code Authorization} header before it is signed: the scheme and who signs. */
final class Authorization {

  static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

  private Authorization() {}

  static String declare(Merchant merchant) {
    return SCHEME + " mchid=\"" + merchant.mchid() + "\"";
  }

  /** Refuses to send a request of another merchant, or one that nobody said to sign. */
  static void requireDeclared(Request request, Merchant merchant) {
    Collection<String> declared = List.of();
    for (var header : request.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Authorization")) {
        declared = header.getValue();
      }
    }
    if (declared.size() != 1 || !declared.contains(declare(merchant))) {
      throw new IllegalStateException(
          "This client signs for the merchant "
              + merchant.mchid()
              + ", but the request does not name it: add new WechatPayRequestInterceptor(merchant)"
              + " with the same merchant to the Feign builder, and no other interceptor that writes"
              + " Authorization");
    }
  }
}
