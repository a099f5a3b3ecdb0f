package io.github.wechatpayfeign.errors;

/**
 * Nothing was sent, because a guard of the client did not let the call begin: for example, a
 * circuit breaker is open, or the limit of a rate limiter is reached. The {@linkplain #getCause()
 * cause} is the exception of the guard.
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
        "Nothing was sent: a guard held the call back: " + Texts.reason(cause),
        cause,
        Outcome.REJECTED,
        NextStep.RETRY_LATER,
        CallFacts.NO_ATTEMPT);
  }
}
