package io.github.wechatpayfeign.simulator.fault;

import java.time.Duration;
import java.util.Objects;

/**
 * A fault that waits before the request goes on: {@link Fault#delay}.
 *
 * @param duration how long to wait in real time, 1 ms to 1 hour
 * @param moment when to wait
 */
public record Delay(Duration duration, Moment moment) implements Fault {
  private static final Duration MAX_DELAY = Duration.ofHours(1);

  /** Checks the values. */
  public Delay {
    Objects.requireNonNull(moment, "moment");
    if (duration.toMillis() < 1 || duration.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("The delay must be 1 ms to 1 hour, but is " + duration);
    }
  }
}
