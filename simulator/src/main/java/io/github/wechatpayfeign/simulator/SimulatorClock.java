package io.github.wechatpayfeign.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The builder's clock, moved by a duration. */
final class SimulatorClock extends Clock {
  private final Clock base;
  private volatile Duration offset = Duration.ZERO;

  SimulatorClock(Clock base) {
    this.base = base;
  }

  synchronized void advance(Duration duration) {
    offset = offset.plus(duration);
  }

  synchronized void set(Instant now) {
    offset = Duration.between(base.instant(), now);
  }

  void reset() {
    offset = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The simulator needs no zone but its own");
  }
}
