package io.github.wechatpayfeign.api.prepay;

import java.time.Instant;

/**
 * The {@code time_expire} of an order is not after the next minute, or more than 90 days ahead.
 * WeChat Pay would change it without telling, so nothing was sent. It is normal for a buyer who
 * wants to pay in the last minute of an order; a web application may answer that the order has
 * expired.
 */
public final class TimeExpireOutOfRangeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final Instant timeExpire;

  TimeExpireOutOfRangeException(Instant timeExpire, String rule) {
    super("The time_expire " + timeExpire + ' ' + rule + "; nothing was sent");
    this.timeExpire = timeExpire;
  }

  /** Returns the {@code time_expire} that was refused. */
  public Instant timeExpire() {
    return timeExpire;
  }
}
