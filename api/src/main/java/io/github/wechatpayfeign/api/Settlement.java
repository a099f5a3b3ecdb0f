package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a decisive close ended.
 *
 * @param <T> what a query answers
 * @param answer the newest signed answer to a query
 * @param failure what went wrong last
 * @param closeSent whether a close was sent that took effect, or may have
 */
record Settlement<T>(
    Kind kind,
    @Nullable T answer,
    @Nullable RuntimeException failure,
    boolean closeSent,
    Duration askAgainAfter) {

  /** Returns the answer that the settlement rests on. */
  T proof() {
    return Objects.requireNonNull(answer, "answer");
  }

  @Nullable CloseFailure failureFacts() {
    return failure == null ? null : CloseFailure.of(failure);
  }
}
