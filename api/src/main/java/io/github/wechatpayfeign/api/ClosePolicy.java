package io.github.wechatpayfeign.api;

import java.time.Duration;

/**
 * How long and how often {@link DecisiveClose} tries to know what became of an order.
 *
 * @param deadline when no further query and no further close begins, counted from the start of the
 *     call: 1 ms to 1 hour. One that is under way then is not broken off; it has a deadline of its
 *     own. It alone limits the queries
 * @param attempts how many closes are sent at most, each between two queries: 1 to 20. The plain
 *     methods underneath repeat what failed by themselves
 * @param pause how long to wait before the second close, doubled before each further one up to 1
 *     minute: 0 to 1 minute. The same before a query that follows a failed one, doubled as long as
 *     they fail. A {@code Retry-After} that asks for more gets it, as far as the deadline allows
 * @param payingPause how long to wait before asking again while the user is paying: 0 to 1 hour.
 *     WeChat Pay asks for 5 s. However short the two pauses are, queries that follow each other
 *     keep a distance that grows from 1 ms to 1 s
 */
public record ClosePolicy(Duration deadline, int attempts, Duration pause, Duration payingPause) {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  /** They make the longest pause of the shortest one, 1 ns, and no overflow of the longest. */
  private static final int MAX_DOUBLINGS = 36;

  private static final ClosePolicy STANDARD =
      new ClosePolicy(Duration.ofSeconds(60), 4, Duration.ofSeconds(1), Duration.ofSeconds(5));

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ClosePolicy {
    requireBetween("deadline", Duration.ofMillis(1), deadline, HOUR);
    if (attempts < 1 || attempts > 20) {
      throw new IllegalArgumentException(
          "The attempts of a close policy must be 1 to 20, but are " + attempts);
    }
    requireBetween("pause", Duration.ZERO, pause, MAX_PAUSE);
    requireBetween("payingPause", Duration.ZERO, payingPause, HOUR);
  }

  /** Returns the policy by default: 60 s, 4 attempts, a pause of 1 s, and of 5 s while paying. */
  public static ClosePolicy standard() {
    return STANDARD;
  }

  /** Returns this policy with another deadline, 1 ms to 1 hour. */
  public ClosePolicy withDeadline(Duration deadline) {
    return new ClosePolicy(deadline, attempts, pause, payingPause);
  }

  /** Returns this policy with another number of attempts, 1 to 20. */
  public ClosePolicy withAttempts(int attempts) {
    return new ClosePolicy(deadline, attempts, pause, payingPause);
  }

  /** Returns this policy with other pauses: before the second close, and while the user pays. */
  public ClosePolicy withPauses(Duration pause, Duration payingPause) {
    return new ClosePolicy(deadline, attempts, pause, payingPause);
  }

  /** Returns the pause after a number of tries, 1 or more. */
  Duration pauseAfter(int tries) {
    Duration doubled = pause.multipliedBy(1L << Math.min(tries - 1, MAX_DOUBLINGS));
    return doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
  }

  private static void requireBetween(String name, Duration least, Duration value, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "The %s of a close policy must be %s to %s, but is %s"
              .formatted(name, least, most, value));
    }
  }
}
