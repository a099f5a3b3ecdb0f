package io.github.wechatpayfeign.expiry;

import java.time.Instant;
import java.util.Objects;

/** An order whose time to pay is over. Immutable. */
public final class ExpiredOrder {

  private final String outTradeNo;
  private final Instant timeExpire;
  private final int attempt;

  private ExpiredOrder(String outTradeNo, Instant timeExpire, int attempt) {
    this.outTradeNo = Objects.requireNonNull(outTradeNo, "outTradeNo");
    this.timeExpire = Objects.requireNonNull(timeExpire, "timeExpire");
    this.attempt = attempt;
  }

  /** Returns an order; the module makes them, and so does a test of a handler. */
  public static ExpiredOrder of(String outTradeNo, Instant timeExpire, int attempt) {
    return new ExpiredOrder(outTradeNo, timeExpire, attempt);
  }

  /** Returns the merchant order number. */
  public String outTradeNo() {
    return outTradeNo;
  }

  /** Returns the time until which the order could be paid. */
  public Instant timeExpire() {
    return timeExpire;
  }

  /** Returns how often it was tried to settle the order, this time included: 1 or more. */
  public int attempt() {
    return attempt;
  }

  @Override
  public String toString() {
    return "ExpiredOrder["
        + outTradeNo
        + ", timeExpire="
        + timeExpire
        + ", attempt="
        + attempt
        + ']';
  }
}
