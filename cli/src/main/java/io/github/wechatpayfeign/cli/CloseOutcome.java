package io.github.wechatpayfeign.cli;

/** What is known of an order after the attempt to close it. */
enum CloseOutcome {

  /** The gateway answered 204, signed. */
  CLOSED,

  /** The gateway refused with a 4xx: this call changed nothing. */
  REJECTED,

  /** The order may or may not be closed. */
  UNKNOWN,

  /** Nothing was sent. */
  INVALID
}
