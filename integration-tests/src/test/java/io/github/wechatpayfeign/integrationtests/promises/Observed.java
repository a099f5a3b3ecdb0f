package io.github.wechatpayfeign.integrationtests.promises;

import feign.TypedResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of one call.
 *
 * @param ended whether it ended by its deadline, with what the machine itself took
 * @param answer what it returned, null if it failed
 * @param failure what it threw, or null
 * @param took how long it took to end
 * @param interruptedBefore whether the caller's thread was interrupted
 * @param interruptedAfter whether the caller's thread was interrupted when the call had ended
 * @param observed what a listener saw that misbehaves in nothing
 */
record Observed(
    Part part,
    How how,
    Kind kind,
    boolean ended,
    @Nullable TypedResponse<?> answer,
    @Nullable Throwable failure,
    Duration took,
    boolean interruptedBefore,
    boolean interruptedAfter,
    EndCounter observed,
    String order) {

  boolean succeeded() {
    return ended && failure == null;
  }

  /** Returns whether the exception, or one that caused it, is of a part of the user's. */
  boolean failedOnPurpose() {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof How.OnPurpose
          || cause instanceof How.Undeclared
          || String.valueOf(cause.getMessage()).equals("on purpose")) {
        return true;
      }
    }
    return false;
  }
}
