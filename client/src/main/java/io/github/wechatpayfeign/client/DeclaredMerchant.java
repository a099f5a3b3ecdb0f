package io.github.wechatpayfeign.client;

import feign.Request;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads which merchant signs a request, from the header that {@link
 * io.github.wechatpayfeign.signing.WechatPayRequestInterceptor} wrote.
 */
final class DeclaredMerchant {

  /** The advice for a client and an interceptor that do not belong together. */
  static final String REMEDY =
      ": add new WechatPayRequestInterceptor(merchant) with a merchant of the client to the Feign"
          + " builder, and no other interceptor that writes Authorization";

  /** The text before the number, in each scheme. */
  private static final List<String> STARTS =
      Arrays.stream(Scheme.values()).map(scheme -> scheme.header() + " mchid=\"").toList();

  private DeclaredMerchant() {}

  /**
   * Returns the number of the merchant that a request names.
   *
   * @throws IllegalStateException if it names no merchant or two, or already has a signature
   */
  static String mchidOf(Request request) {
    String declared = null;
    int values = 0;
    for (Map.Entry<String, Collection<String>> header : request.headers().entrySet()) {
      if ("Authorization".equalsIgnoreCase(header.getKey()) && header.getValue() != null) {
        for (String value : header.getValue()) {
          declared = value;
          values++;
        }
      }
    }
    String mchid = declared != null && values == 1 ? mchid(declared) : "";
    if (mchid.isEmpty()) {
      throw new IllegalStateException(
          "The request does not name the merchant that signs it" + REMEDY);
    }
    return mchid;
  }

  private static String mchid(String declared) {
    int end = declared.length() - 1;
    for (String start : STARTS) {
      if (declared.startsWith(start) && declared.indexOf('"', start.length()) == end) {
        return declared.substring(start.length(), end);
      }
    }
    return "";
  }
}
