package io.github.wechatpayfeign.errors;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.security.GeneralSecurityException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

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
        "Nothing was sent, there is no key of WeChat Pay to verify the answer with: "
            + Texts.reason(cause),
        cause,
        Outcome.REJECTED,
        next(cause),
        facts);
  }

  /**
   * Something has to be fixed only if the cause says so. A download that was slow, interrupted,
   * lost or broken says nothing of the credentials, whatever wraps it.
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
   * A cancellation is an IllegalStateException by descent alone; a future's wrapper says nothing.
   */
  private static boolean speaksOfKeys(Throwable cause) {
    return (cause instanceof IllegalStateException && !(cause instanceof CancellationException))
        || cause instanceof IllegalArgumentException
        || cause instanceof GeneralSecurityException
        || cause instanceof CompletionException
        || cause instanceof ExecutionException;
  }

  /**
   * The request of a download is not the caller's: what is wrong with it is who signs, with what,
   * and when. An earlier attempt that is in doubt changes nothing, for a download changes nothing.
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
