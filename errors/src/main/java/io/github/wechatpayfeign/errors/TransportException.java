package io.github.wechatpayfeign.errors;

import java.io.IOException;

/**
 * The network failed before the whole answer arrived. The {@linkplain #outcome() outcome} is {@link
 * Outcome#REJECTED} only if no byte of the request was sent, for example because the connection was
 * refused or the host name does not resolve.
 */
public final class TransportException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  private final boolean sent;

  private TransportException(
      String message,
      IOException cause,
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
   * @param facts what is known of the call
   */
  public static TransportException beforeSending(IOException cause, CallFacts facts) {
    return new TransportException(
        "Nothing was sent: ", cause, false, Outcome.REJECTED, NextStep.RETRY_LATER, facts);
  }

  /**
   * Returns the exception for a failure after the request may have been sent, in whole or part.
   *
   * @param facts what is known of the call
   */
  public static TransportException afterSending(IOException cause, CallFacts facts) {
    return new TransportException(
        "No answer after the request was sent: ",
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

  /** Returns true: after a failure of the network a re-entrant request may be sent again. */
  @Override
  public boolean retryable() {
    return true;
  }
}
