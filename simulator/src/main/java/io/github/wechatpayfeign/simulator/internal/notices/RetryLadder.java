package io.github.wechatpayfeign.simulator.internal.notices;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The times at which WeChat Pay repeats a notice that was not accepted: 15 times in 24 hours. */
public final class RetryLadder {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30),
          Duration.ofMinutes(60),
          Duration.ofHours(3),
          Duration.ofHours(3),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(6));

  private RetryLadder() {}

  /**
   * Returns how long WeChat Pay waits before the next delivery.
   *
   * @param deliveries how often the notice was delivered already
   * @return the delay, or empty if there is no further delivery
   */
  public static Optional<Duration> delayAfter(int deliveries) {
    if (deliveries == 0) {
      return Optional.of(Duration.ZERO);
    }
    return deliveries > DELAYS.size() ? Optional.empty() : Optional.of(DELAYS.get(deliveries - 1));
  }
}
