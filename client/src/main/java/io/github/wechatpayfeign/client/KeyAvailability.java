package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a key to verify an answer is available. */
final class KeyAvailability {

  private KeyAvailability() {}

  static void await(CompletableFuture<Void> ready, Duration patience) {
    try {
      ready.get(Math.max(1, patience.toNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw noKey(e);
    } catch (TimeoutException e) {
      throw noKey(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noKey(e);
    }
  }

  /** Returns the failure for the caller, without the wrapper that a future may put around it. */
  static WechatPayException noKey(Throwable failure) {
    boolean wrapped =
        failure instanceof ExecutionException || failure instanceof CompletionException;
    Throwable cause = wrapped && failure.getCause() != null ? failure.getCause() : failure;
    return new NoVerificationKeyException(
        cause instanceof RuntimeException reason
            ? reason
            : new IllegalStateException(finding(cause), cause),
        CallFacts.NO_ATTEMPT);
  }

  private static String finding(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "the download of the platform certificates took longer than the deadline of the call";
    }
    return cause instanceof InterruptedException
        ? "the thread was interrupted while it waited for the platform certificates"
        : "the download of the platform certificates failed: " + cause;
  }
}
