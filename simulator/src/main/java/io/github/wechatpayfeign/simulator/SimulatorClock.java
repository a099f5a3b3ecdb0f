package io.github.wechatpayfeign.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The builder's clock, moved by a duration. */
final class SimulatorClock extends Clock {
  private final Clock base;
  private volatile Duration offset = Duration.ZERO;
  private volatile long version;

  SimulatorClock(Clock base) {
    this.base = base;
  }

  void advance(Duration duration) {
    synchronized (this) {
      move(offset.plus(duration));
    }
  }

  void set(Instant now) {
    move(Duration.between(base.instant(), now));
  }

  void reset() {
    move(Duration.ZERO);
  }

  /** Moves the clock so far from the builder's. */
  synchronized void move(Duration distance) {
    offset = distance;
    version++;
  }

  Duration offset() {
    return offset;
  }

  /** Counts the moves. */
  long version() {
    return version;
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
