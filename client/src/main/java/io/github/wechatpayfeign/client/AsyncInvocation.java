package io.github.wechatpayfeign.client;

import feign.InvocationHandlerFactory.MethodHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of an asynchronous method. It connects the caller's future with the call that the
 * client makes. Feign is between the two and does not connect them. Thread-safe.
 *
 * <p>Feign passes no context to the client, so the client finds this invocation through a
 * thread-local that {@link #inFeign} sets.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each callback catches its exceptions.
final class AsyncInvocation {

  private static final ThreadLocal<AsyncInvocation> CURRENT = new ThreadLocal<>();

  private final String method;
  private final CompletableFuture<Object> result = new CompletableFuture<>();
  private final InvocationRecord record;

  private boolean delivered;
  private @Nullable AsyncCall underWay;

  /** How many threads are inside Feign: one may begin a call while another one completes it. */
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

  /** Invokes Feign's handler and returns the caller's future; an exception fails the future. */
  Object start(MethodHandler handler, Object @Nullable [] arguments) {
    result.whenComplete((value, failure) -> giveUp());
    inFeign(
        () -> {
          try {
            ((CompletableFuture<?>) handler.invoke(arguments)).whenComplete(this::deliver);
          } catch (Throwable e) {
            deliver(null, e);
          }
        });
    record.leave();
    return result;
  }

  /** Notes that a call begins; returns whether its result is still wanted. */
  synchronized boolean begins(AsyncCall call) {
    if (!delivered) {
      underWay = call;
    }
    return !delivered;
  }

  /** Runs code of Feign, which decodes an answer or asks the client for a call. */
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
   * Ends the invocation if Feign lost its exception. Feign drops an exception that a {@code
   * Retryer} throws after an answer, or that an interceptor or target throws on a repeated attempt.
   * Its future then stays open indefinitely. This happened if the last thread leaves Feign, there
   * is no result, and no call is under way.
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
                "Feign lost the exception that ended "
                    + method
                    + ": a Retryer threw it, or an interceptor or target on a repeated attempt;"
                    + " use a RetryPolicy to repeat calls")));
  }

  private void deliver(@Nullable Object value, @Nullable Throwable failure) {
    synchronized (this) {
      if (delivered) {
        return;
      }
      delivered = true;
    }
    // Actions that the caller chained run in here, and may invoke other methods.
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

  /** The caller's future is complete. If a call is still under way, nobody needs its result. */
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
