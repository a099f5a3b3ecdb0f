package io.github.wechatpayfeign.errors;

import java.security.InvalidKeyException;

/**
 * The request could not be signed, so this attempt sent nothing: the merchant's key does not fit,
 * or the provider that holds the key failed, such as a hardware module that is not reachable. The
 * {@linkplain #getCause() cause} is the exception of the provider.
 *
 * <p>{@link #next()} is {@link NextStep#FIX_CREDENTIALS_OR_CLOCK} only if the provider refused the
 * key itself. Any other failure of a provider may be temporary.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how to sign a request</a>
 */
public final class RequestNotSignedException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * Creates an exception.
   *
   * @param cause why the request could not be signed
   * @param facts what is known of the call
   */
  public RequestNotSignedException(Throwable cause, CallFacts facts) {
    super(
        "Nothing was sent: the request could not be signed: " + Texts.typeAndReason(cause),
        cause,
        Outcome.REJECTED,
        isRefusedKey(cause) ? NextStep.FIX_CREDENTIALS_OR_CLOCK : NextStep.RETRY_LATER,
        facts);
    this.retryable = !isRefusedKey(cause) && !(cause instanceof Error);
  }

  private static boolean isRefusedKey(Throwable cause) {
    return cause instanceof InvalidKeyException;
  }

  /** Returns whether another attempt may succeed; false if the provider refused the key. */
  @Override
  public boolean retryable() {
    return retryable;
  }
}
