package io.github.wechatpayfeign.errors;

/**
 * Nothing was sent, because no answer could have been verified: the merchant has no key of WeChat
 * Pay, and its platform certificates could not be downloaded. The {@linkplain #getCause() cause}
 * tells why.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
 */
public final class NoVerificationKeyException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param cause why there are no platform certificates
   * @param facts what is known of the call
   */
  public NoVerificationKeyException(RuntimeException cause, CallFacts facts) {
    super(
        "Nothing was sent: the platform certificates are not there: "
            + Texts.oneLine(String.valueOf(cause.getMessage())),
        cause,
        Outcome.REJECTED,
        next(cause),
        facts);
  }

  /** What is refused for good needs other credentials; anything else may pass. */
  private static NextStep next(RuntimeException cause) {
    boolean passing = cause instanceof WechatPayException failure && failure.retryable();
    return passing ? NextStep.RETRY_LATER : NextStep.FIX_CREDENTIALS_OR_CLOCK;
  }
}
