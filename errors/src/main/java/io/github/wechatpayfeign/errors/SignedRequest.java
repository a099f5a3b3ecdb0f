package io.github.wechatpayfeign.errors;

import feign.Response;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For HTTP clients that feed this {@linkplain WechatPayErrorDecoder decoder}; callers never need
 * it. It describes the signed message without the nonce, the body and the signature. That is enough
 * to explain why the gateway did not accept the signature. A client adds it to an answer, and the
 * decoder reads it there.
 *
 * @param method the HTTP method
 * @param target the request target as sent: path and query
 * @param timestamp the time of the signature, in seconds since the epoch
 * @param serial the serial of the merchant API certificate
 * @param length the length of the whole signed message, in bytes
 */
public record SignedRequest(
    String method, String target, long timestamp, String serial, int length) {

  static final String HEADER = "Wechatpay-Feign-Signed";

  private static final Pattern VALUE =
      Pattern.compile("(\\S+) (\\S+) ([0-9]{1,12}) (\\S+) ([0-9]{1,9})");

  /**
   * Returns the response with what was signed, in place of any such fact that it has.
   *
   * @param signed what was signed, or null if nothing was
   */
  public static Response addTo(Response response, @Nullable SignedRequest signed) {
    return ResponseHeaders.with(response, HEADER, signed == null ? null : signed.toHeader());
  }

  /** Returns the value of the header. */
  String toHeader() {
    return method + ' ' + target + ' ' + timestamp + ' ' + serial + ' ' + length;
  }

  static @Nullable SignedRequest of(Map<String, Collection<String>> headers) {
    String value = ResponseHeaders.first(headers, HEADER);
    Matcher matcher = VALUE.matcher(value == null ? "" : value);
    return matcher.matches()
        ? new SignedRequest(
            matcher.group(1),
            matcher.group(2),
            Long.parseLong(matcher.group(3)),
            matcher.group(4),
            Integer.parseInt(matcher.group(5)))
        : null;
  }
}
