package io.github.wechatpayfeign.simulator.gateway;

import io.github.wechatpayfeign.simulator.internal.http.MessageHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it was received, before any check.
 *
 * @param method the HTTP method
 * @param target the raw request target: path and query with their escapes, as received
 * @param headers the headers; a look-up ignores the case of names
 * @param body the raw bytes of the body, as far as they were read: the simulator stops one byte
 *     after 1 MiB
 */
@SuppressWarnings("ArrayRecordComponent") // The array is copied on its way in and out.
public record ReceivedRequest(
    String method, String target, Map<String, List<String>> headers, byte[] body) {

  private static final Pattern OUT_TRADE_NO = Pattern.compile("/out-trade-no/([^/?]+)");

  /** Copies the headers and the body. */
  public ReceivedRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(target, "target");
    headers = MessageHeaders.copyOf(headers);
    body = body.clone();
  }

  /**
   * Returns a copy of the body.
   *
   * @return the raw bytes
   */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /**
   * Returns the values of a header, one for each time it was sent.
   *
   * @param name the header's name, in any case
   * @return the values in order, or an empty list if the header is missing
   */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /**
   * Returns the path of the target.
   *
   * @return the raw path, without the query
   */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /**
   * Returns the query of the target.
   *
   * @return the raw query without the question mark, or an empty text if there is none
   */
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /**
   * Returns the order number in the path, after {@code /out-trade-no/}.
   *
   * @return the number with its percent escapes decoded once, legal or not, or empty if the path
   *     has none; if an escape is malformed, nothing is decoded
   */
  public Optional<String> outTradeNo() {
    Matcher matcher = OUT_TRADE_NO.matcher(path());
    return matcher.find() ? Optional.of(decoded(matcher.group(1))) : Optional.empty();
  }

  /**
   * Returns the last segment of the path.
   *
   * @return what follows the last slash, with its percent escapes decoded once
   * @throws IllegalArgumentException if an escape is malformed; a received target has no such
   *     escape
   */
  public String lastSegment() {
    String path = path();
    return decoded(path.substring(path.lastIndexOf('/') + 1));
  }

  private static String decoded(String segment) {
    // URLDecoder decodes forms, where a plus sign means a space; in a path it is a plus sign.
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformedEscape) {
      return segment;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReceivedRequest that
        && method.equals(that.method)
        && target.equals(that.target)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, target, headers, Arrays.hashCode(body));
  }

  @Override
  public String toString() {
    return "%s %s (%d bytes)".formatted(method, target, body.length);
  }
}
