package io.github.wechatpayfeign.signing;

import feign.InvocationHandlerFactory.MethodHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of an asynchronous method: ties the future that the caller has to the call that
 * the client makes, with Feign in between, which ties nothing. Thread-safe.
 *
 * <p>The client finds the invocation by the thread, since it is asked for a call while Feign is
 * inside of {@link #start} or of {@link #complete}, and gets nothing else of it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What follows on a future catches what it throws.
final class AsyncInvocation {

  private static final ThreadLocal<AsyncInvocation> CURRENT = new ThreadLocal<>();

  private final String method;
  private final CompletableFuture<Object> result = new CompletableFuture<>();

  private boolean delivered;
  private boolean started;
  private @Nullable AsyncCall underWay;

  AsyncInvocation(String method) {
    this.method = method;
  }

  static @Nullable AsyncInvocation current() {
    return CURRENT.get();
  }

  /** Returns the future of a method of Feign's; what it throws at once becomes part of that. */
  Object start(MethodHandler feigns, Object @Nullable [] arguments) {
    result.whenComplete((value, failure) -> giveUp());
    run(
        () -> {
          try {
            ((CompletableFuture<?>) feigns.invoke(arguments)).whenComplete(this::deliver);
          } catch (Throwable e) {
            deliver(null, e);
          }
        });
    synchronized (this) {
      started = true;
    }
    requireNotLost();
    return result;
  }

  /** Returns whether somebody still waits for what a call brings. */
  synchronized boolean begins(AsyncCall call) {
    if (!delivered) {
      underWay = call;
    }
    return !delivered;
  }

  /** Completes a call: Feign decodes its answer meanwhile, or lets the client make another call. */
  void complete(Runnable completion) {
    synchronized (this) {
      underWay = null;
    }
    run(completion);
    requireNotLost();
  }

  private void run(Runnable feignsPart) {
    AsyncInvocation outer = CURRENT.get();
    CURRENT.set(this);
    try {
      feignsPart.run();
    } finally {
      restore(outer);
    }
  }

  private static void restore(@Nullable AsyncInvocation outer) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /**
   * Feign drops what its retryer throws after an answer, and its interceptors and targets on a
   * repeated attempt: its future stays open for ever then.
   */
  private void requireNotLost() {
    synchronized (this) {
      if (!started || delivered || underWay != null) {
        return;
      }
    }
    deliver(
        null,
        new IllegalStateException(
            "Feign lost what ended "
                + method
                + ": a Retryer threw, or an interceptor or target did on a repeated attempt;"
                + " repeat calls by a RetryPolicy"));
  }

  private void deliver(@Nullable Object value, @Nullable Throwable failure) {
    synchronized (this) {
      if (delivered) {
        return;
      }
      delivered = true;
    }
    // What follows is the caller's, and may invoke other methods.
    AsyncInvocation here = CURRENT.get();
    CURRENT.remove();
    try {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(unwrapped(failure));
      }
    } finally {
      restore(here);
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** The future is complete: where not by an answer, or in spite of a call, that call is over. */
  private void giveUp() {
    AsyncCall call;
    synchronized (this) {
      delivered = true;
      call = underWay;
    }
    if (call != null) {
      call.cancel();
    }
  }
}
