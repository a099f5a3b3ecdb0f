package io.github.wechatpayfeign.errors;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.security.GeneralSecurityException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Nothing was sent, because the answer could not have been verified: the merchant has no key of
 * WeChat Pay, and its platform certificates could not be downloaded. The {@linkplain #getCause()
 * cause} says why.
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
        "Nothing was sent: no WeChat Pay key is available to verify the answer: "
            + Texts.reason(cause),
        cause,
        Outcome.REJECTED,
        next(cause),
        facts);
  }

  /**
   * The credentials need a fix only if the cause says so. A download that was slow, interrupted,
   * lost or broken says nothing about the credentials, whatever exception wraps it.
   */
  private static NextStep next(RuntimeException failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof WechatPayException download) {
        return hasToBeFixed(download) ? NextStep.FIX_CREDENTIALS_OR_CLOCK : NextStep.RETRY_LATER;
      }
      if (!speaksOfKeys(cause)) {
        return NextStep.RETRY_LATER;
      }
    }
    return NextStep.FIX_CREDENTIALS_OR_CLOCK;
  }

  /**
   * Returns whether the exception, or one that it wraps, may be about keys. CancellationException
   * is an IllegalStateException only by inheritance, and the wrapper of a future says nothing.
   */
  private static boolean speaksOfKeys(Throwable cause) {
    return (cause instanceof IllegalStateException && !(cause instanceof CancellationException))
        || cause instanceof IllegalArgumentException
        || cause instanceof GeneralSecurityException
        || cause instanceof CompletionException
        || cause instanceof ExecutionException;
  }

  /**
   * The client builds the request of a download, so only the merchant, its key or the clock can be
   * wrong in it. An earlier attempt in doubt does not matter, because a download changes nothing.
   */
  private static boolean hasToBeFixed(WechatPayException download) {
    if (download instanceof ResponseNotVerifiedException notVerified) {
      return notVerified.reason() == Reason.UNREADABLE_CERTIFICATES
          || notVerified.reason() == Reason.WRONG_SIGNATURE_TYPE;
    }
    if (download instanceof ClientErrorException refused) {
      return !refused.retryable() && !(refused instanceof RuleLimitException);
    }
    return download.next() == NextStep.FIX_REQUEST
        || download.next() == NextStep.FIX_CREDENTIALS_OR_CLOCK;
  }
}
