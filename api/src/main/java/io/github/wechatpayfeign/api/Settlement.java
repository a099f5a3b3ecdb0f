package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of a decisive close.
 *
 * @param <T> the type of the answer to a query
 * @param answer the newest signed answer to a query, or null if there is none
 * @param failure the last failure, or null if there is none
 * @param closeSent whether a close was sent that took effect or may have taken effect
 */
record Settlement<T>(
    Kind kind,
    @Nullable T answer,
    @Nullable RuntimeException failure,
    boolean closeSent,
    Duration askAgainAfter) {

  /** Returns the signed answer that proves the decision. */
  T proof() {
    return Objects.requireNonNull(answer, "answer");
  }

  @Nullable CloseFailure failureFacts() {
    return failure == null ? null : CloseFailure.of(failure);
  }
}
