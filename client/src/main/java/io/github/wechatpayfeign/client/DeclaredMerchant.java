package io.github.wechatpayfeign.client;

import feign.Request;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads which merchant signs a request, from the header that {@link
 * io.github.wechatpayfeign.signing.WechatPayRequestInterceptor} wrote.
 */
final class DeclaredMerchant {

  /** The advice for a client and an interceptor that do not belong together. */
  static final String REMEDY =
      ": add new WechatPayRequestInterceptor(merchant) with a merchant of the client to the Feign"
          + " builder, and no other interceptor that writes Authorization";

  private DeclaredMerchant() {}

  /**
   * Returns the number of the merchant that a request names.
   *
   * @throws IllegalStateException if it names no merchant or two, or already has a signature
   */
  static String mchidOf(Request request) {
    List<String> declared =
        request.headers().entrySet().stream()
            .filter(header -> "Authorization".equalsIgnoreCase(header.getKey()))
            .map(Map.Entry::getValue)
            .filter(Objects::nonNull)
            .flatMap(Collection::stream)
            .toList();
    String mchid = declared.size() == 1 ? mchid(declared.get(0)) : "";
    if (mchid.isEmpty()) {
      throw new IllegalStateException(
          "The request does not name the merchant that signs it" + REMEDY);
    }
    return mchid;
  }

  private static String mchid(String declared) {
    int end = declared.length() - 1;
    for (Scheme scheme : Scheme.values()) {
      String start = scheme.header() + " mchid=\"";
      if (declared.startsWith(start) && declared.indexOf('"', start.length()) == end) {
        return declared.substring(start.length(), end);
      }
    }
    return "";
  }
}
