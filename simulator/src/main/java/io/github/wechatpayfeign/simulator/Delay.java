package io.github.wechatpayfeign.simulator;

import java.time.Duration;
import java.util.Objects;

/** A fault that waits before the request goes on, 1 ms to 1 hour: {@link Fault#delay}. */
record Delay(Duration duration, Moment moment) implements Fault {
  private static final Duration MAX_DELAY = Duration.ofHours(1);

  Delay {
    Objects.requireNonNull(moment, "moment");
    if (duration.toMillis() < 1 || duration.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("The delay must be 1 ms to 1 hour, but is " + duration);
    }
  }
}
