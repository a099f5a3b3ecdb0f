package io.github.wechatpayfeign.simulator;

/** The states of an order in the simulator's book. */
public enum OrderState {
  /** The order waits for its payment: it can be paid or closed. */
  UNPAID,
  /** The order was closed: it can no longer be paid, and closing it again changes nothing. */
  CLOSED,
  /** The order was paid: it can no longer be closed. */
  PAID
}
