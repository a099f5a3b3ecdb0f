package io.github.wechatpayfeign.api;

import java.time.Duration;

/**
 * How long and how often {@link DecisiveClose} tries to find out what became of an order.
 *
 * @param deadline the time after which no further query or close begins, counted from the start of
 *     the call: 1 ms to 1 hour. A query or close that is under way then is not aborted; it has its
 *     own deadline. Nothing else limits the number of queries
 * @param attempts the largest number of closes, each between two queries: 1 to 20. The plain calls
 *     have their own retries, which do not count here
 * @param pause the wait before the second close: 0 to 1 minute. It doubles before each further
 *     close, up to 1 minute. The same wait comes before a query that follows a failed one, and
 *     doubles as long as queries fail. If {@code Retry-After} asks for a longer wait, that counts,
 *     as far as the deadline allows
 * @param payingPause the wait before the next query while the user is paying: 0 to 1 hour. WeChat
 *     Pay asks for 5 s. However short the two pauses are, the distance between queries that follow
 *     each other grows from 1 ms to 1 s
 */
public record ClosePolicy(Duration deadline, int attempts, Duration pause, Duration payingPause) {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  /** Enough to double 1 ns up to the longest pause, and too few for the longest to overflow. */
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

  /** Returns the default policy: 60 s, 4 attempts, a pause of 1 s, and of 5 s while paying. */
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

  /** Returns the pause after the given number of tries, which is 1 or more. */
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
