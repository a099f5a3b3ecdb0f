package io.github.wechatpayfeign.errors;

/**
 * Code in this process failed during the call: an interceptor, a listener, a DNS resolver, a source
 * of keys or a decoder that the application supplies, or a library that the client uses. The
 * {@linkplain #getCause() cause} is what that code threw; it may be an {@link Error}.
 *
 * <p>The {@linkplain #outcome() outcome} is {@link Outcome#REJECTED} only if nothing of the request
 * was sent. The client does not repeat such a call, because the same code would most likely fail
 * again.
 */
public final class LocalFailureException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  private final boolean sent;

  private LocalFailureException(
      String message,
      Throwable cause,
      boolean sent,
      Outcome outcome,
      NextStep next,
      CallFacts facts) {
    super(message + Texts.typeAndReason(cause), cause, outcome, next, facts);
    this.sent = sent;
  }

  /**
   * Returns the exception for a failure before any byte of the request was sent.
   *
   * @param cause what the code threw
   * @param facts what is known of the call
   */
  public static LocalFailureException beforeSending(Throwable cause, CallFacts facts) {
    return new LocalFailureException(
        "Nothing was sent: code of this application failed: ",
        cause,
        false,
        Outcome.REJECTED,
        NextStep.RETRY_LATER,
        facts);
  }

  /**
   * Returns the exception for a failure after the request may have been sent, in whole or part.
   *
   * @param cause what the code threw
   * @param facts what is known of the call
   */
  public static LocalFailureException afterSending(Throwable cause, CallFacts facts) {
    return new LocalFailureException(
        "Code of this application failed after the request was sent: ",
        cause,
        true,
        Outcome.UNKNOWN,
        NextStep.QUERY_ORDER,
        facts);
  }

  /** Returns whether any byte of the request may have been sent by the last attempt. */
  public boolean sent() {
    return sent;
  }

  /** Returns false: code that failed once most likely fails again. */
  @Override
  public boolean retryable() {
    return false;
  }
}
