package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.cli.console.ExitCode;

/** What is known of an order after a command took it. */
public enum OrderOutcome {

  /** A plain close got a signed 204; or, after a decisive close, a signed query says closed. */
  CLOSED(ExitCode.DONE),

  /** A signed query says that it was already closed before this command. */
  ALREADY_CLOSED(ExitCode.DONE),

  /** A query found it; the answer is signed. */
  FOUND(ExitCode.DONE),

  /** A signed query says that it is paid. */
  PAID(ExitCode.DECIDED_OTHERWISE),

  /** A signed query says that it was paid, and at least in part refunded. */
  REFUNDED(ExitCode.DECIDED_OTHERWISE),

  /** The gateway does not know the order; such an answer is not signed. */
  NOT_FOUND(ExitCode.DECIDED_OTHERWISE),

  /** The gateway refused with a 4xx: this command changed nothing. */
  REJECTED(ExitCode.DECIDED_OTHERWISE),

  /** The number breaks its rule, so nothing was sent. */
  INVALID(ExitCode.WRONG_USAGE),

  /** Nothing was sent, for example after a refused connection: the command may succeed later. */
  NOT_SENT(ExitCode.SOME_NOT_SENT),

  /** The user is paying, or nothing certain is known: the order may or may not be closed. */
  UNSETTLED(ExitCode.SOME_UNKNOWN),

  /** The order may or may not be closed. */
  UNKNOWN(ExitCode.SOME_UNKNOWN);

  private final int exitCode;

  OrderOutcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Returns the exit code of a run in which nothing worse happened. */
  public int exitCode() {
    return exitCode;
  }
}
