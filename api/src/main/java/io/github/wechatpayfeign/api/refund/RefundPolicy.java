package io.github.wechatpayfeign.api.refund;

import io.github.wechatpayfeign.api.internal.Patience;
import java.time.Duration;

/**
 * How long and how often a decisive refund tries to find out what became of it. It does not wait
 * until the money is back. A policy is made from {@link #standard()} by the methods that begin with
 * {@code with}.
 *
 * @param deadline the time after which no further application or query begins, counted from the
 *     start of the call: 1 ms to 1 hour. One that is under way then is not aborted; it has its own
 *     deadline. Nothing else limits the number of queries
 * @param attempts the largest number of applications: 1 to 20. The plain calls have their own
 *     retries, which do not count here
 * @param pause the wait before the second application: 0 to 1 minute. It doubles before each
 *     further one, up to 1 minute. The same wait comes before a query that follows a failed one. If
 *     {@code Retry-After} asks for a longer wait, that counts, as far as the deadline allows
 */
public record RefundPolicy(Duration deadline, int attempts, Duration pause) {

  private static final int MAX_ATTEMPTS = 20;
  private static final Duration MIN_DEADLINE = Duration.ofMillis(1);
  private static final Duration MAX_DEADLINE = Duration.ofHours(1);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  private static final RefundPolicy STANDARD =
      new RefundPolicy(Duration.ofSeconds(60), 4, Duration.ofSeconds(1));

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RefundPolicy {
    requireBetween("deadline", MIN_DEADLINE, deadline, MAX_DEADLINE);
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "The attempts of a refund policy must be 1 to 20, but are " + attempts);
    }
    requireBetween("pause", Duration.ZERO, pause, MAX_PAUSE);
  }

  /** Returns the default policy: 60 s, 4 attempts and a pause of 1 s. */
  public static RefundPolicy standard() {
    return STANDARD;
  }

  /** Returns this policy with another deadline: 1 ms to 1 hour. */
  public RefundPolicy withDeadline(Duration deadline) {
    return new RefundPolicy(deadline, attempts, pause);
  }

  /** Returns this policy with another number of applications: 1 to 20. */
  public RefundPolicy withAttempts(int attempts) {
    return new RefundPolicy(deadline, attempts, pause);
  }

  /** Returns this policy with another pause: 0 to 1 minute. */
  public RefundPolicy withPause(Duration pause) {
    return new RefundPolicy(deadline, attempts, pause);
  }

  /** Returns the pause after the given number of tries, which is 1 or more. */
  Duration pauseAfter(int tries) {
    return Patience.doubled(pause, tries);
  }

  private static void requireBetween(String name, Duration least, Duration value, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "The %s of a refund policy must be %s to %s, but is %s"
              .formatted(name, least, most, value));
    }
  }
}
