package io.github.wechatpayfeign.client.observe;

import io.github.wechatpayfeign.errors.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as far as the client knows: it ends before Feign decodes a verified answer.
 *
 * @param attempts how many attempts it made, 0 where something held it back before the first
 * @param duration how long it took, attempts and pauses together
 * @param status the HTTP status of the last attempt, or 0 where no answer came
 * @param outcome what is known of its effect, or null where the call succeeded
 * @param failure what went wrong, or null where the call succeeded: a {@code WechatPayException}, a
 *     {@link java.util.concurrent.CancellationException} where the caller gave up, or what broke
 *     the call
 * @param requestId the {@code Request-ID} of the last answer, or null where there is none
 */
public record CallEnd(
    int attempts,
    Duration duration,
    int status,
    @Nullable Outcome outcome,
    @Nullable Throwable failure,
    @Nullable String requestId) {

  /**
   * Creates facts.
   *
   * @throws IllegalArgumentException if the number of attempts is negative, or if there is an
   *     outcome without a failure, or a failure without an outcome
   */
  public CallEnd {
    if (attempts < 0) {
      throw new IllegalArgumentException("A call cannot have " + attempts + " attempts");
    }
    if ((outcome == null) != (failure == null)) {
      throw new IllegalArgumentException(
          "A failure has an outcome, and nothing else has: " + outcome + ", " + failure);
    }
  }
}
