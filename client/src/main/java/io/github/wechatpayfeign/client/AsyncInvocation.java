package io.github.wechatpayfeign.client;

import feign.InvocationHandlerFactory.MethodHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of an asynchronous method: ties the future that the caller has to the call that
 * the client makes, with Feign in between, which ties nothing. Thread-safe.
 *
 * <p>The client finds the invocation by the thread, since it is asked for a call while Feign is
 * inside of {@link #inFeign}, and gets nothing else of it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What follows on a future catches what it throws.
final class AsyncInvocation {

  private static final ThreadLocal<AsyncInvocation> CURRENT = new ThreadLocal<>();

  private final String method;
  private final CompletableFuture<Object> result = new CompletableFuture<>();
  private final InvocationRecord record;

  private boolean delivered;
  private @Nullable AsyncCall underWay;

  /** How many threads are inside of Feign: one may begin a call, and another one bring its end. */
  private int threadsInFeign;

  /**
   * Creates an invocation that begins on the current thread.
   *
   * @param method its name, for messages
   */
  AsyncInvocation(String method, InvocationRecord record) {
    this.method = method;
    this.record = record;
  }

  static @Nullable AsyncInvocation current() {
    return CURRENT.get();
  }

  InvocationRecord record() {
    return record;
  }

  /** Returns the future of a method of Feign's; what it throws at once becomes part of that. */
  Object start(MethodHandler feigns, Object @Nullable [] arguments) {
    result.whenComplete((value, failure) -> giveUp());
    inFeign(
        () -> {
          try {
            ((CompletableFuture<?>) feigns.invoke(arguments)).whenComplete(this::deliver);
          } catch (Throwable e) {
            deliver(null, e);
          }
        });
    record.leave();
    return result;
  }

  /** Returns whether somebody still waits for what a call brings. */
  synchronized boolean begins(AsyncCall call) {
    if (!delivered) {
      underWay = call;
    }
    return !delivered;
  }

  /** Runs a part of Feign: it decodes an answer, or has the client make a call. */
  void inFeign(Runnable part) {
    AsyncInvocation outer = CURRENT.get();
    CURRENT.set(this);
    synchronized (this) {
      underWay = null;
      threadsInFeign++;
    }
    try {
      part.run();
    } finally {
      restore(outer);
      leaveFeign();
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
   * repeated attempt: its future stays open for ever then. So it does where the last thread leaves
   * it and no call is under way.
   */
  private void leaveFeign() {
    synchronized (this) {
      threadsInFeign--;
      if (threadsInFeign > 0 || delivered || underWay != null) {
        return;
      }
    }
    deliver(
        null,
        record.broken(
            new IllegalStateException(
                "Feign lost what ended "
                    + method
                    + ": a Retryer threw, or an interceptor or target did on a repeated attempt;"
                    + " repeat calls by a RetryPolicy")));
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
        result.complete(Invocations.seenByCaller(value));
      } else {
        result.completeExceptionally(record.verdict(failure));
      }
    } finally {
      restore(here);
    }
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
