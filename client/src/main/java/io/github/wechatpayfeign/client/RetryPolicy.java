package io.github.wechatpayfeign.client;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says when a call of a {@link Reentrant} method is repeated: after a 5xx, a 202, a 429, a lost
 * connection or an answer that fails verification, if {@code WechatPayException.retryable()} is
 * true.
 *
 * <p>Before attempt n+1 the client pauses for a random time between 0 and {@code baseDelay *
 * 2^(n-1)}, at most {@code maxDelay} (exponential back-off with full jitter), but no shorter than a
 * {@code Retry-After} of the answer. If the answer asks for more than {@code retryAfterLimit}, or
 * the pause would outlast the call's deadline, the call ends instead.
 *
 * <p>All calls of a client share a budget of tokens. A repeated attempt takes 5 tokens and gives
 * them back when it succeeds; a success at the first attempt adds 1. So during an outage, when each
 * call fails, repeating soon stops and does not multiply the load.
 *
 * <p>To make a policy, call {@link #standard()} and then the methods that begin with {@code with}.
 * Immutable.
 */
public final class RetryPolicy {

  private static final int MAX_ATTEMPTS = 10;
  private static final Duration MAX_PAUSE = Duration.ofHours(1);

  private static final RetryPolicy STANDARD =
      new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), 500);

  private final int maxAttempts;
  private final Duration baseDelay;
  private final Duration maxDelay;
  private final Duration retryAfterLimit;
  private final int budget;

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  RetryPolicy(
      int maxAttempts,
      Duration baseDelay,
      Duration maxDelay,
      Duration retryAfterLimit,
      int budget) {
    require(maxAttempts >= 1 && maxAttempts <= MAX_ATTEMPTS, "maxAttempts", "1 to 10", maxAttempts);
    require(!baseDelay.isNegative(), "baseDelay", "0 or more", baseDelay);
    require(
        maxDelay.compareTo(baseDelay) >= 0 && maxDelay.compareTo(MAX_PAUSE) <= 0,
        "maxDelay",
        "baseDelay to 1 hour",
        maxDelay);
    require(
        !retryAfterLimit.isNegative() && retryAfterLimit.compareTo(MAX_PAUSE) <= 0,
        "retryAfterLimit",
        "0 to 1 hour",
        retryAfterLimit);
    require(budget >= 0, "budget", "0 or more", budget);
    this.maxAttempts = maxAttempts;
    this.baseDelay = baseDelay;
    this.maxDelay = maxDelay;
    this.retryAfterLimit = retryAfterLimit;
    this.budget = budget;
  }

  /**
   * Returns the policy that a client has by default: at most 3 attempts, as the official pages
   * advise 2 or 3, pauses of up to 200 ms and 400 ms, a {@code Retry-After} of up to 5 s, and a
   * budget of 500 tokens, which is 100 repeated attempts in a row.
   */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  /** Returns the policy that repeats nothing. */
  public static RetryPolicy off() {
    return STANDARD.withMaxAttempts(1);
  }

  /**
   * Returns this policy with another number of attempts.
   *
   * @param maxAttempts how many attempts a call makes at most, the first one included: 1 to 10
   * @throws IllegalArgumentException if it is out of its range
   */
  public RetryPolicy withMaxAttempts(int maxAttempts) {
    return new RetryPolicy(maxAttempts, baseDelay, maxDelay, retryAfterLimit, budget);
  }

  /**
   * Returns this policy with other pauses.
   *
   * @param baseDelay the longest pause before the second attempt, 0 or more
   * @param maxDelay the longest pause that jitter makes, {@code baseDelay} to 1 hour
   * @throws IllegalArgumentException if one is out of its range
   */
  public RetryPolicy withDelays(Duration baseDelay, Duration maxDelay) {
    return new RetryPolicy(maxAttempts, baseDelay, maxDelay, retryAfterLimit, budget);
  }

  /**
   * Returns this policy with another limit for {@code Retry-After}.
   *
   * @param retryAfterLimit the longest {@code Retry-After} that a call waits for, 0 to 1 hour
   * @throws IllegalArgumentException if it is out of its range
   */
  public RetryPolicy withRetryAfterLimit(Duration retryAfterLimit) {
    return new RetryPolicy(maxAttempts, baseDelay, maxDelay, retryAfterLimit, budget);
  }

  /**
   * Returns this policy with another budget.
   *
   * @param budget how many tokens there are at first and at most, 0 or more
   * @throws IllegalArgumentException if it is negative
   */
  public RetryPolicy withBudget(int budget) {
    return new RetryPolicy(maxAttempts, baseDelay, maxDelay, retryAfterLimit, budget);
  }

  /** Returns how many attempts a call makes at most, the first one included: 1 to 10. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** Returns the longest pause before the second attempt. */
  public Duration baseDelay() {
    return baseDelay;
  }

  /** Returns the longest pause that jitter makes, at most 1 hour. */
  public Duration maxDelay() {
    return maxDelay;
  }

  /** Returns the longest {@code Retry-After} that a call waits for, 0 to 1 hour. */
  public Duration retryAfterLimit() {
    return retryAfterLimit;
  }

  /** Returns how many tokens there are at first and at most. */
  public int budget() {
    return budget;
  }

  /** Returns the longest pause that jitter makes after a number of attempts. */
  Duration longestPause(int attempts) {
    Duration doubled = baseDelay.multipliedBy(1L << Math.min(attempts - 1, 16));
    return doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
  }

  private static void require(boolean fits, String name, String range, Object value) {
    if (!fits) {
      throw new IllegalArgumentException(
          "The " + name + " of a retry policy must be " + range + ", but is " + value);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RetryPolicy that
        && maxAttempts == that.maxAttempts
        && baseDelay.equals(that.baseDelay)
        && maxDelay.equals(that.maxDelay)
        && retryAfterLimit.equals(that.retryAfterLimit)
        && budget == that.budget;
  }

  @Override
  public int hashCode() {
    return Objects.hash(maxAttempts, baseDelay, maxDelay, retryAfterLimit, budget);
  }

  @Override
  public String toString() {
    return "RetryPolicy[maxAttempts="
        + maxAttempts
        + ", baseDelay="
        + baseDelay
        + ", maxDelay="
        + maxDelay
        + ", retryAfterLimit="
        + retryAfterLimit
        + ", budget="
        + budget
        + ']';
  }
}
