package io.github.wechatpayfeign.simulator.fault;

import io.github.wechatpayfeign.simulator.internal.http.MessageHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A fault that answers instead of the gateway. A JSON answer looks like the gateway's own and gets
 * a {@code Request-ID}, unless it has one. Any other answer looks like one of a server between
 * client and gateway, and is sent unchanged.
 *
 * @param status the HTTP status, 200 to 599
 * @param headers the headers, with names in any case; the server adds {@code Content-Length} and
 *     {@code Date}
 * @param body the exact bytes of the body; empty with 204 and 304
 * @param signed whether the answer gets a correct signature when it is sent
 * @param moment when to answer
 */
@SuppressWarnings("ArrayRecordComponent") // The array is copied on its way in and out.
public record CannedAnswer(
    int status, Map<String, List<String>> headers, byte[] body, boolean signed, Moment moment)
    implements Fault {

  /** Checks the status and the headers, and copies the headers and the body. */
  public CannedAnswer {
    Status.requireFinal(status);
    if (body.length > 0) {
      Status.requireBodyAllowed(status);
    }
    headers = MessageHeaders.copyOf(headers);
    headers.forEach(MessageHeaders::requireLegal);
    body = body.clone();
    Objects.requireNonNull(moment, "moment");
  }

  /**
   * Returns a copy of the body.
   *
   * @return the exact bytes
   */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /**
   * Returns this fault with one more header, such as {@code Retry-After}.
   *
   * @param name the header's name
   * @param value the header's value
   * @return the changed fault
   */
  public CannedAnswer withHeader(String name, String value) {
    Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.merge(name, List.of(value), MessageHeaders::concatenated);
    return new CannedAnswer(status, changed, body, signed, moment);
  }

  /**
   * Returns this fault with a correct signature, which is made when the answer is sent.
   *
   * @return the changed fault
   */
  public CannedAnswer withSignature() {
    return new CannedAnswer(status, headers, body, true, moment);
  }

  /**
   * Returns this fault at another moment.
   *
   * @param when the new moment
   * @return the changed fault
   */
  public CannedAnswer at(Moment when) {
    return new CannedAnswer(status, headers, body, signed, when);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CannedAnswer that
        && status == that.status
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body)
        && signed == that.signed
        && moment == that.moment;
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, headers, Arrays.hashCode(body), signed, moment);
  }

  @Override
  public String toString() {
    return "CannedAnswer[status=%d, body=%d bytes, signed=%s, moment=%s]"
        .formatted(status, body.length, signed, moment);
  }
}
