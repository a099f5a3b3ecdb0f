package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.api.CloseDecision;
import java.time.Duration;

/**
 * Learns what the workers of this process do, such as meters. It is called after a transaction, on
 * the thread of a worker, so it must be fast. An exception of it is logged and changes nothing.
 */
public interface ExpiryListener {

  /** Why an order is tried again later. */
  enum Reason {
    /** Nothing is certain yet: the user is paying, or no proof came in time. */
    UNSETTLED,
    /** WeChat Pay said once that it does not know the order. */
    NOT_FOUND,
    /** The close threw an exception. */
    CLOSE_FAILED,
    /** The handler threw an exception; its transaction was rolled back. */
    HANDLER_FAILED,
    /** The merchant cannot call WeChat Pay, or a circuit breaker is open. */
    MERCHANT_PAUSED,
    /** The process stops. */
    STOPPING
  }

  /**
   * An order was settled by this process.
   *
   * @param late the time between its {@code time_expire} and now
   */
  default void settled(ExpiredOrder order, CloseDecision decision, Duration late) {}

  /** An order is tried again later. */
  default void postponed(ExpiredOrder order, Reason reason) {}

  /** An order is not tried again by itself. */
  default void parked(ExpiredOrder order, String reason) {}

  /**
   * Another transaction had settled or moved the timer meanwhile, so nothing happened: what the
   * handler did, if it was called, was rolled back.
   */
  default void fenced(ExpiredOrder order) {}

  /** A timer was taken from a worker that is dead or stands still. */
  default void revived(String outTradeNo) {}

  /** A worker waited for permits of the limit. */
  default void waitedForPermits(Duration time) {}
}
