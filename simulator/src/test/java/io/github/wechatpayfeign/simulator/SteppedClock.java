package io.github.wechatpayfeign.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved. */
final class SteppedClock extends Clock {
  private volatile Instant now = Instant.ofEpochSecond(1_800_000_000);

  void advanceSeconds(long seconds) {
    now = now.plusSeconds(seconds);
  }

  long seconds() {
    return now.getEpochSecond();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
