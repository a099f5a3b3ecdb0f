package io.github.wechatpayfeign.signing;

import feign.Request;
import java.util.List;
import java.util.stream.Stream;

/** The {@code Authorization} header before it is signed: the scheme and who signs. */
final class Authorization {

  private static final List<String> STARTS =
      Stream.of(Scheme.values()).map(Authorization::start).toList();

  private Authorization() {}

  private static String start(Scheme scheme) {
    return scheme.header() + " mchid=\"";
  }

  static String declare(Scheme scheme, String mchid) {
    return start(scheme) + mchid + '"';
  }

  /** Returns the merchant that a request names; one that names none, or two, is not sent. */
  static String mchid(Request request) {
    List<String> declared = Headers.values(request.headers(), "Authorization");
    String mchid = declared.size() == 1 ? mchid(declared.get(0)) : "";
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

  /** What to do where client and interceptor do not go together. */
  static final String REMEDY =
      ": add new WechatPayRequestInterceptor(merchant) with a merchant of the client to the Feign"
          + " builder, and no other interceptor that writes Authorization";
}
