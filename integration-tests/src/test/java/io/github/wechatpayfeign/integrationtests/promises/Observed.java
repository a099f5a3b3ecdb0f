package io.github.wechatpayfeign.integrationtests.promises;

import feign.TypedResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one call.
 *
 * @param ended whether it ended by its deadline, plus the stalls of the machine itself
 * @param answer the value that it returned, or null if it failed
 * @param failure the exception that it threw, or null
 * @param took the time until it ended
 * @param interruptedBefore whether the caller's thread was interrupted
 * @param interruptedAfter whether the caller's thread was interrupted when the call had ended
 * @param observed the end of the call, as a listener that behaves normally saw it
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

  /** Returns whether the exception, or a cause of it, comes from a part of the user. */
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
