package io.github.wechatpayfeign.signing;

import feign.Request;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code Authorization} header before it is signed: the scheme and who signs. */
final class Authorization {

  private static final Pattern DECLARED =
      Pattern.compile(
          Stream.of(Scheme.values())
                  .map(Scheme::header)
                  .collect(Collectors.joining("|", "(?:", ")"))
              + " mchid=\"([^\"]+)\"");

  private Authorization() {}

  static String declare(Merchant merchant) {
    return merchant.scheme().header() + " mchid=\"" + merchant.mchid() + "\"";
  }

  /** Returns the merchant that a request names; one that names none, or two, is not sent. */
  static String mchid(Request request) {
    Collection<String> declared = List.of();
    for (var header : request.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Authorization")) {
        declared = header.getValue();
      }
    }
    Matcher matcher = DECLARED.matcher(declared.size() == 1 ? declared.iterator().next() : "");
    if (!matcher.matches()) {
      throw new IllegalStateException(
          "The request does not name the merchant that signs it" + REMEDY);
    }
    return matcher.group(1);
  }

  /** What to do where client and interceptor do not go together. */
  static final String REMEDY =
      ": add new WechatPayRequestInterceptor(merchant) with a merchant of the client to the Feign"
          + " builder, and no other interceptor that writes Authorization";
}
