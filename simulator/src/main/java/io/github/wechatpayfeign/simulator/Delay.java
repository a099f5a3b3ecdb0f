package io.github.wechatpayfeign.simulator;

import java.time.Duration;
import java.util.Objects;

record Delay(Duration duration, Moment moment) implements Fault {
  private static final Duration MAX_DELAY = Duration.ofHours(1);

  Delay {
    Objects.requireNonNull(moment, "moment");
    if (duration.toMillis() < 1 || duration.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException(
          "delay " + duration + " is out of range; give 1 ms to 1 hour");
    }
  }
}
