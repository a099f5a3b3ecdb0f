package io.github.wechatpayfeign.errors;

import java.util.Collection;
import java.util.Map;

/**
 * An answer whose signature does not prove that it came from WeChat Pay: it is not believed, so the
 * outcome is unknown.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
 */
public final class ResponseNotVerifiedException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  /** Why an answer was not believed. */
  public enum Reason {
    /** A Wechatpay header that belongs to a signature is missing. */
    MISSING_HEADER(true),
    /** A Wechatpay header that belongs to a signature is there more than once. */
    REPEATED_HEADER(true),
    /** {@code Wechatpay-Timestamp} is not a number of seconds. */
    MALFORMED_TIMESTAMP(true),
    /** {@code Wechatpay-Timestamp} is too far from this machine's clock, either way. */
    EXPIRED_TIMESTAMP(true),
    /**
     * {@code Wechatpay-Nonce} holds something other than visible ASCII characters. A line feed in
     * it would move a line of the body into the nonce, and the signature would still fit.
     */
    MALFORMED_NONCE(true),
    /** {@code Wechatpay-Serial} holds something other than visible ASCII characters. */
    MALFORMED_SERIAL(true),
    /**
     * {@code Wechatpay-Serial} names a key that the merchant does not have. It may also be a probe
     * by which WeChat Pay tests that clients verify, so another attempt may bring another answer.
     */
    UNKNOWN_SERIAL(true),
    /** {@code Wechatpay-Signature-Type} names another algorithm than that of the key. */
    WRONG_SIGNATURE_TYPE(false),
    /** The signature is a probe by which WeChat Pay tests that clients verify. */
    SIGNTEST_PROBE(true),
    /** {@code Wechatpay-Signature} is not Base64. */
    MALFORMED_SIGNATURE(true),
    /** The signature does not fit the answer. */
    WRONG_SIGNATURE(true),
    /** The answer did not come from the network as an answer to this request. */
    NOT_RECEIVED(false),
    /**
     * The signature fits, but the same answer was believed before: a recorded answer proves nothing
     * about this request.
     */
    REPLAYED(true),
    /** The answer has a body, but its status, or the method of the request, allows none. */
    UNEXPECTED_BODY(true),
    /** The answer has no body, but its status and the method of the interface need one. */
    MISSING_BODY(true),
    /** The body is longer than what is read, so that it cannot be verified. */
    BODY_TOO_LONG(false),
    /**
     * The answer is a list of platform certificates, none of which can be used, as when the APIv3
     * key is another one.
     */
    UNREADABLE_CERTIFICATES(false);

    private final boolean retryable;

    Reason(boolean retryable) {
      this.retryable = retryable;
    }
  }

  private final Reason reason;

  /**
   * Creates an exception.
   *
   * @param reason why the answer is not believed
   * @param message what was found and how to mend it, as a sentence without its full stop
   * @param status the HTTP status of the answer
   * @param body the body, as far as it was read
   * @param headers the headers of the answer
   * @param facts what is known of the call
   */
  public ResponseNotVerifiedException(
      Reason reason,
      String message,
      int status,
      byte[] body,
      Map<String, Collection<String>> headers,
      CallFacts facts) {
    super(
        status,
        "HTTP " + status + " not verified, " + reason + ": " + Texts.oneLine(message),
        body,
        headers,
        Outcome.UNKNOWN,
        NextStep.QUERY_ORDER,
        facts);
    this.reason = reason;
  }

  /** Returns why the answer was not believed. */
  public Reason reason() {
    return reason;
  }

  /** Returns whether another attempt may bring an answer that verifies, as after a probe. */
  @Override
  public boolean retryable() {
    return reason.retryable;
  }
}
