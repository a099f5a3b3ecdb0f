package io.github.wechatpayfeign.simulator;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Gives each change of an order its number and its time. */
final class Journal {
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();

  Journal(Clock clock) {
    this.clock = clock;
  }

  StateChange next(OrderState state) {
    return new StateChange(changes.incrementAndGet(), clock.instant(), state);
  }
}
