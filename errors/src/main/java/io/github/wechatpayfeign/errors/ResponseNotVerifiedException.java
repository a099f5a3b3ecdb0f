package io.github.wechatpayfeign.errors;

import java.util.Collection;
import java.util.Map;

/**
 * The answer failed verification: nothing proves that it came from WeChat Pay, so the outcome is
 * unknown.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
 */
public final class ResponseNotVerifiedException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  /** Why an answer failed verification. */
  public enum Reason {
    /** A Wechatpay header that belongs to a signature is missing. */
    MISSING_HEADER(true),
    /** The answer has a Wechatpay header that belongs to a signature more than once. */
    REPEATED_HEADER(true),
    /** {@code Wechatpay-Timestamp} is not a number of seconds. */
    MALFORMED_TIMESTAMP(true),
    /** {@code Wechatpay-Timestamp} is too far from this machine's clock, either way. */
    EXPIRED_TIMESTAMP(true),
    /**
     * {@code Wechatpay-Nonce} has a character that is not visible ASCII. A line feed in it would
     * move a line of the body into the nonce, and the signature would still be correct.
     */
    MALFORMED_NONCE(true),
    /** {@code Wechatpay-Serial} has a character that is not visible ASCII. */
    MALFORMED_SERIAL(true),
    /**
     * {@code Wechatpay-Serial} names a key that the merchant does not have. It may also be a probe,
     * which WeChat Pay uses to test that clients verify, so another attempt may succeed.
     */
    UNKNOWN_SERIAL(true),
    /** {@code Wechatpay-Signature-Type} does not name the algorithm of the key. */
    WRONG_SIGNATURE_TYPE(false),
    /** The signature is a probe, which WeChat Pay uses to test that clients verify. */
    SIGNTEST_PROBE(true),
    /** {@code Wechatpay-Signature} is not Base64. */
    MALFORMED_SIGNATURE(true),
    /** The signature does not match the answer. */
    WRONG_SIGNATURE(true),
    /** The answer did not come from the network as an answer to this request. */
    NOT_RECEIVED(false),
    /**
     * The signature is correct, but the same answer was accepted before: a recorded answer proves
     * nothing about this request.
     */
    REPLAYED(true),
    /** The answer has a body, but its status, or the method of the request, allows none. */
    UNEXPECTED_BODY(true),
    /** The answer has no body, but its status and the method of the interface need one. */
    MISSING_BODY(true),
    /** The body is longer than the client reads, so it cannot be verified. */
    BODY_TOO_LONG(false),
    /**
     * The answer is a list of platform certificates, but none of them can be used, for example
     * because the APIv3 key is wrong.
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
   * @param reason why the answer failed verification
   * @param message what was found and how to fix it, as a sentence without its full stop
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

  /** Returns why the answer failed verification. */
  public Reason reason() {
    return reason;
  }

  /** Returns whether another attempt may bring an answer that can be verified, as after a probe. */
  @Override
  public boolean retryable() {
    return reason.retryable;
  }
}
