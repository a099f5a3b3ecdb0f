package io.github.wechatpayfeign.client.observe;

import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The facts of how one attempt of a call ended. Immutable. */
public final class AttemptEnd {

  private final int number;
  private final Duration duration;
  private final int status;
  private final @Nullable WechatPayException failure;

  private AttemptEnd(
      int number, Duration duration, int status, @Nullable WechatPayException failure) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "The number of an attempt must be 1 or more, but is " + number);
    }
    this.number = number;
    this.duration = Objects.requireNonNull(duration, "duration");
    this.status = status;
    this.failure = failure;
  }

  /**
   * Returns the facts of an attempt. The client makes them; a test of a listener may make some too.
   *
   * @param number which attempt it was, 1 for the first
   * @param duration how long it took, without the pause before it
   * @param status the HTTP status, or 0 if no answer came
   * @param failure what went wrong, or null if the attempt succeeded
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static AttemptEnd of(
      int number, Duration duration, int status, @Nullable WechatPayException failure) {
    return new AttemptEnd(number, duration, status, failure);
  }

  /** Returns which attempt of its call it was, 1 for the first. */
  public int number() {
    return number;
  }

  /** Returns how long the attempt took, without the pause before it. */
  public Duration duration() {
    return duration;
  }

  /** Returns the HTTP status, or 0 if no answer came. */
  public int status() {
    return status;
  }

  /** Returns what went wrong, or null if the attempt succeeded. */
  public @Nullable WechatPayException failure() {
    return failure;
  }

  @Override
  public String toString() {
    return "AttemptEnd["
        + number
        + ", "
        + duration
        + ", status="
        + status
        + ", failure="
        + failure
        + ']';
  }
}
