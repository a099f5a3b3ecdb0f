package io.github.wechatpayfeign.client;

import java.time.Duration;

/**
 * When a call of a {@link Reentrant} method is repeated: after a 5xx, a 202, a 429, a lost
 * connection or an answer that does not verify, as {@code WechatPayException.retryable()} says.
 *
 * <p>Before attempt n+1 the client pauses for a random time between 0 and {@code baseDelay *
 * 2^(n-1)}, at most {@code maxDelay} (exponential back-off with full jitter), but no shorter than a
 * {@code Retry-After} of the answer. Where the answer asks for more than {@code retryAfterLimit},
 * or the pause would outlast the call's deadline, the call ends instead.
 *
 * <p>All calls of a client share a budget of tokens: a repeated attempt takes 5, gives them back
 * when it succeeds, and a success at the first attempt adds 1. So during an outage, when each call
 * fails, repeating soon ends and does not multiply the load.
 *
 * @param maxAttempts how many attempts a call makes at most, the first one included: 1 to 10
 * @param baseDelay the longest pause before the second attempt, 0 or more
 * @param maxDelay the longest pause that jitter makes, {@code baseDelay} to 1 hour
 * @param retryAfterLimit the longest {@code Retry-After} that is waited for, 0 to 1 hour
 * @param budget how many tokens there are at first and at most, 0 or more
 */
public record RetryPolicy(
    int maxAttempts, Duration baseDelay, Duration maxDelay, Duration retryAfterLimit, int budget) {

  private static final Duration MAX_PAUSE = Duration.ofHours(1);

  private static final RetryPolicy STANDARD =
      new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), 500);

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetryPolicy {
    require(maxAttempts >= 1 && maxAttempts <= 10, "maxAttempts", "1 to 10", maxAttempts);
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

  /** Returns this policy with another number of attempts, 1 to 10. */
  public RetryPolicy withMaxAttempts(int maxAttempts) {
    return new RetryPolicy(maxAttempts, baseDelay, maxDelay, retryAfterLimit, budget);
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
}
