package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.api.internal.Patience;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long and how often {@link DecisiveClose} tries to find out what became of an order. A policy
 * is made from {@link #standard()} by the other methods that return one. Immutable.
 */
public final class ClosePolicy {

  private static final int MAX_ATTEMPTS = 20;
  private static final Duration MIN_DEADLINE = Duration.ofMillis(1);
  private static final Duration MAX_DEADLINE = Duration.ofHours(1);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
  private static final Duration MAX_PAYING_PAUSE = Duration.ofHours(1);

  private static final ClosePolicy STANDARD =
      new ClosePolicy(
          Duration.ofSeconds(60), 4, Duration.ofSeconds(1), Duration.ofSeconds(5), false);

  private final Duration deadline;
  private final int attempts;
  private final Duration pause;
  private final Duration payingPause;
  private final boolean closesFirst;

  private ClosePolicy(
      Duration deadline, int attempts, Duration pause, Duration payingPause, boolean closesFirst) {
    requireBetween("deadline", MIN_DEADLINE, deadline, MAX_DEADLINE);
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "The attempts of a close policy must be 1 to 20, but are " + attempts);
    }
    requireBetween("pause", Duration.ZERO, pause, MAX_PAUSE);
    requireBetween("payingPause", Duration.ZERO, payingPause, MAX_PAYING_PAUSE);
    this.deadline = deadline;
    this.attempts = attempts;
    this.pause = pause;
    this.payingPause = payingPause;
    this.closesFirst = closesFirst;
  }

  /** Returns the default policy: 60 s, 4 attempts, a pause of 1 s, and of 5 s while paying. */
  public static ClosePolicy standard() {
    return STANDARD;
  }

  /**
   * Returns this policy with another deadline.
   *
   * @param deadline the time after which no further query or close begins, counted from the start
   *     of the call: 1 ms to 1 hour. A query or close that is under way then is not aborted; it has
   *     its own deadline. Nothing else limits the number of queries
   * @throws IllegalArgumentException if it is out of its range
   */
  public ClosePolicy withDeadline(Duration deadline) {
    return new ClosePolicy(deadline, attempts, pause, payingPause, closesFirst);
  }

  /**
   * Returns this policy with another number of attempts.
   *
   * @param attempts the largest number of closes, each before a query: 1 to 20. The plain calls
   *     have their own retries, which do not count here
   * @throws IllegalArgumentException if it is out of its range
   */
  public ClosePolicy withAttempts(int attempts) {
    return new ClosePolicy(deadline, attempts, pause, payingPause, closesFirst);
  }

  /**
   * Returns this policy with other pauses. If {@code Retry-After} asks for a longer wait, that
   * counts, as far as the deadline allows. However short the two pauses are, the distance between
   * queries that follow each other grows from 1 ms to 1 s.
   *
   * @param pause the wait before the second close: 0 to 1 minute. It doubles before each further
   *     close, up to 1 minute. The same wait comes before a query that follows a failed one, and
   *     doubles as long as queries fail
   * @param payingPause the wait before the next query while the user is paying: 0 to 1 hour. WeChat
   *     Pay asks for 5 s
   * @throws IllegalArgumentException if one is out of its range
   */
  public ClosePolicy withPauses(Duration pause, Duration payingPause) {
    return new ClosePolicy(deadline, attempts, pause, payingPause, closesFirst);
  }

  /**
   * Returns this policy with a close before the first query. It is for orders that are expected to
   * be open, such as those whose time to pay is over: an open order takes a close and a query, 2
   * requests instead of 3.
   *
   * <p>A decision needs the same proof as before. WeChat Pay refuses to close a paid order, and
   * only a signed answer to a query says that an order is closed or paid. What changes:
   *
   * <ul>
   *   <li>An order that was closed before is {@code CLOSED} instead of {@code ALREADY_CLOSED},
   *       unless the close was refused or not sent.
   *   <li>An order that is paid, refunded or closed already takes 2 requests instead of 1.
   *   <li>The first close is sent whatever state the order is in, even while the user is paying.
   *   <li>For {@code NOT_FOUND}, both queries may come after the close.
   *   <li>If the first close throws an exception that is not of this library, such as an {@link
   *       IllegalStateException}, it counts as sent. The decision is then {@code UNSETTLED} if the
   *       query fails with a mistake, too.
   * </ul>
   */
  public ClosePolicy closeFirst() {
    return new ClosePolicy(deadline, attempts, pause, payingPause, true);
  }

  /** Returns the time after which no further query or close begins: 1 ms to 1 hour. */
  public Duration deadline() {
    return deadline;
  }

  /** Returns the largest number of closes: 1 to 20. */
  public int attempts() {
    return attempts;
  }

  /** Returns the wait before the second close, and after a failed query: 0 to 1 minute. */
  public Duration pause() {
    return pause;
  }

  /** Returns the wait before the next query while the user is paying: 0 to 1 hour. */
  public Duration payingPause() {
    return payingPause;
  }

  /** Returns whether a close comes before the first query. */
  public boolean closesFirst() {
    return closesFirst;
  }

  /** Returns the pause after the given number of tries, which is 1 or more. */
  Duration pauseAfter(int tries) {
    return Patience.doubled(pause, tries);
  }

  private static void requireBetween(String name, Duration least, Duration value, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "The %s of a close policy must be %s to %s, but is %s"
              .formatted(name, least, most, value));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClosePolicy that
        && deadline.equals(that.deadline)
        && attempts == that.attempts
        && pause.equals(that.pause)
        && payingPause.equals(that.payingPause)
        && closesFirst == that.closesFirst;
  }

  @Override
  public int hashCode() {
    return Objects.hash(deadline, attempts, pause, payingPause, closesFirst);
  }

  @Override
  public String toString() {
    return "ClosePolicy[deadline="
        + deadline
        + ", attempts="
        + attempts
        + ", pause="
        + pause
        + ", payingPause="
        + payingPause
        + ", closesFirst="
        + closesFirst
        + ']';
  }
}
