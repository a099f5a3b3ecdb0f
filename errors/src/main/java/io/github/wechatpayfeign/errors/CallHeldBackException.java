package io.github.wechatpayfeign.errors;

/**
 * Nothing was sent, because a guard of the client did not let the call begin: a circuit breaker
 * that is open, or a rate limiter whose limit is reached. The {@linkplain #getCause() cause} is
 * what the guard threw.
 */
public final class CallHeldBackException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param cause why the call may not begin
   */
  public CallHeldBackException(RuntimeException cause) {
    super(
        "Nothing was sent, the call was held back: " + Texts.reason(cause),
        cause,
        Outcome.REJECTED,
        NextStep.RETRY_LATER,
        CallFacts.NO_ATTEMPT);
  }
}
