package io.github.wechatpayfeign.expiry;

import java.time.Instant;
import java.util.Objects;

/** An order that is not tried again by itself, only by hand. Immutable. */
public final class ParkedOrder {

  private final String outTradeNo;
  private final Instant timeExpire;
  private final Instant since;
  private final String reason;

  private ParkedOrder(String outTradeNo, Instant timeExpire, Instant since, String reason) {
    this.outTradeNo = Objects.requireNonNull(outTradeNo, "outTradeNo");
    this.timeExpire = Objects.requireNonNull(timeExpire, "timeExpire");
    this.since = Objects.requireNonNull(since, "since");
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  static ParkedOrder of(String outTradeNo, Instant timeExpire, Instant since, String reason) {
    return new ParkedOrder(outTradeNo, timeExpire, since, reason);
  }

  /** Returns the merchant order number. */
  public String outTradeNo() {
    return outTradeNo;
  }

  /** Returns the time until which the order could be paid. */
  public Instant timeExpire() {
    return timeExpire;
  }

  /** Returns when the order was parked, by the clock of the database. */
  public Instant since() {
    return since;
  }

  /** Returns why, in one line without secrets. */
  public String reason() {
    return reason;
  }

  @Override
  public String toString() {
    return "ParkedOrder[" + outTradeNo + ", since=" + since + ", " + reason + ']';
  }
}
