package io.github.wechatpayfeign.client.observe;

import io.github.wechatpayfeign.errors.Outcome;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts of how a call ended. A call ends before Feign decodes a verified answer, so a failure
 * of the decoder is not included. Immutable.
 */
public final class CallEnd {

  private final int attempts;
  private final Duration duration;
  private final int status;
  private final @Nullable Outcome outcome;
  private final @Nullable Throwable failure;
  private final @Nullable String requestId;

  private CallEnd(
      int attempts,
      Duration duration,
      int status,
      @Nullable Outcome outcome,
      @Nullable Throwable failure,
      @Nullable String requestId) {
    if (attempts < 0) {
      throw new IllegalArgumentException(
          "The number of attempts must be 0 or more, but is " + attempts);
    }
    if ((outcome == null) != (failure == null)) {
      throw new IllegalArgumentException(
          "outcome and failure must both be set or both be null, but are "
              + outcome
              + " and "
              + failure);
    }
    this.attempts = attempts;
    this.duration = Objects.requireNonNull(duration, "duration");
    this.status = status;
    this.outcome = outcome;
    this.failure = failure;
    this.requestId = requestId;
  }

  /**
   * Returns the facts of a call that ended. The client makes them; a test of a listener may make
   * some too. The methods with the same names return the parameters.
   *
   * @throws IllegalArgumentException if the number of attempts is negative, or if only one of
   *     outcome and failure is null
   */
  public static CallEnd of(
      int attempts,
      Duration duration,
      int status,
      @Nullable Outcome outcome,
      @Nullable Throwable failure,
      @Nullable String requestId) {
    return new CallEnd(attempts, duration, status, outcome, failure, requestId);
  }

  /** Returns how many attempts the call made: 0 if something held it back before the first. */
  public int attempts() {
    return attempts;
  }

  /** Returns how long the call took, attempts and pauses together. */
  public Duration duration() {
    return duration;
  }

  /** Returns the HTTP status of the last attempt, or 0 if no answer came. */
  public int status() {
    return status;
  }

  /** Returns what is known of the call's effect, or null if it succeeded. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /**
   * Returns what went wrong, or null if the call succeeded: a {@code WechatPayException}, a {@link
   * java.util.concurrent.CancellationException} if the caller gave up, or another exception that
   * ended the call.
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Returns the {@code Request-ID} of the last answer, or null if there is none. */
  public @Nullable String requestId() {
    return requestId;
  }

  @Override
  public String toString() {
    return "CallEnd[attempts="
        + attempts
        + ", "
        + duration
        + ", status="
        + status
        + ", outcome="
        + outcome
        + ", failure="
        + failure
        + ", requestId="
        + requestId
        + ']';
  }
}
