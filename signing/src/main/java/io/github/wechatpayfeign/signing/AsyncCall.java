package io.github.wechatpayfeign.signing;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous call: the steps of a synchronous one, of which none waits on a thread. It ends
 * once, whatever happens: with an answer, with a failure, soon after its deadline, or when the
 * caller gives it up. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What follows on a future catches what it throws.
final class AsyncCall {

  /** What OkHttp has to end an attempt at the deadline by itself: it can tell more. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private final Request request;
  private final Request.Options options;
  private final OngoingCall call;
  private final Supplier<Trust> trust;
  private final Attempts attempts;
  private final Executor threads;
  private final @Nullable AsyncInvocation invocation = AsyncInvocation.current();

  private final CompletableFuture<Response> result = new CompletableFuture<>();
  private final CompletableFuture<Void> deadline = new CompletableFuture<>();

  private volatile boolean keyFound;
  private boolean over;
  private @Nullable Attempt underWay;
  private CallFacts facts = CallFacts.FIRST_ATTEMPT;
  private CompletableFuture<Void> pause = new CompletableFuture<>();

  /**
   * Creates a call that has begun.
   *
   * @param trust returns who signs the next attempt, with the keys that hold then
   * @param threads where the call goes on after a pause, and where it is completed
   */
  AsyncCall(
      Request request,
      Request.Options options,
      OngoingCall call,
      Supplier<Trust> trust,
      Attempts attempts,
      Executor threads) {
    this.request = request;
    this.options = options;
    this.call = call;
    this.trust = trust;
    this.attempts = attempts;
    this.threads = threads;
  }

  CompletableFuture<Response> start() {
    if (invocation != null && !invocation.begins(this)) {
      cancel();
      return result;
    }
    Duration limit = call.remaining().plus(GRACE);
    deadline
        .orTimeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS)
        .whenComplete(
            (unused, timeUp) -> {
              if (timeUp instanceof TimeoutException e) {
                run(() -> endAtDeadline(e));
              }
            });
    try {
      trust.get().ready().whenComplete((unused, failure) -> keyIsThere(failure));
    } catch (RuntimeException | Error e) {
      end(e);
    }
    return result;
  }

  private void keyIsThere(@Nullable Throwable failure) {
    if (failure != null) {
      end(KeyWait.noKey(failure));
      return;
    }
    keyFound = true;
    try {
      call.passGuards();
    } catch (RuntimeException | Error e) {
      end(e);
      return;
    }
    attempt();
  }

  private void attempt() {
    try {
      Trust trusted = trust.get();
      Attempt attempt;
      synchronized (this) {
        if (over) {
          return;
        }
        facts = call.nextAttempt();
        attempt = call.attempt(trusted);
        underWay = attempt;
      }
      attempts
          .begin(request, options, attempt, call.remaining())
          .whenComplete((response, failure) -> answered(attempt, response, failure));
    } catch (RuntimeException | Error e) {
      end(e);
    }
  }

  private void answered(Attempt attempt, @Nullable Response response, @Nullable Throwable failure) {
    try {
      Answer answer = attempts.read(request, facts, attempt, response, failure);
      call.report(answer);
      CompletableFuture<Void> pausing = pauseAfter(answer);
      if (pausing == null) {
        end(answer);
      } else {
        pausing.thenRun(() -> run(this::attempt));
      }
    } catch (RuntimeException | Error e) {
      end(e);
    }
  }

  private synchronized @Nullable CompletableFuture<Void> pauseAfter(Answer answer) {
    Duration length = over ? null : call.pauseAfter(answer);
    if (length == null) {
      return null;
    }
    pause = new CompletableFuture<>();
    return pause.completeOnTimeout(null, length.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void end(Answer answer) {
    if (finish()) {
      call.ended(answer);
      run(
          () -> {
            if (answer.response() != null) {
              complete(() -> result.complete(answer.response()));
            } else {
              complete(() -> result.completeExceptionally(answer.thrown()));
            }
          });
    }
  }

  private void end(Throwable failure) {
    if (finish()) {
      call.broken(failure);
      run(() -> complete(() -> result.completeExceptionally(failure)));
    }
  }

  /**
   * A guard may still wait, the HTTP client queues calls, and may lose one to an error in its own
   * callbacks.
   */
  private void endAtDeadline(TimeoutException timeUp) {
    Attempt attempt;
    synchronized (this) {
      attempt = underWay;
    }
    if (!keyFound) {
      end(KeyWait.noKey(timeUp));
      return;
    }
    InterruptedIOException timeout = new InterruptedIOException("timeout");
    boolean unsent = attempt == null || attempt.abandon();
    end(AnswerReader.failed(unsent ? new Attempt.NothingSentException(timeout) : timeout, facts));
  }

  /** Gives the call up: what is under way is broken off, and nothing more is sent. */
  void cancel() {
    if (finish()) {
      Attempt attempt = underWay;
      if (attempt != null) {
        attempt.cancel();
      }
      call.cancelled(new CancellationException("The caller gave the call up"));
      complete(() -> result.cancel(false));
    }
  }

  /** Returns whether the call was not over before. */
  private boolean finish() {
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
    }
    deadline.complete(null);
    pause.cancel(false);
    return true;
  }

  /** All that waits for the result runs inside of this. */
  private void complete(Runnable completion) {
    if (invocation == null) {
      completion.run();
    } else {
      invocation.inFeign(completion);
    }
  }

  /** A client that is closed has no threads any more, but its calls still end. */
  private void run(Runnable step) {
    try {
      threads.execute(step);
    } catch (RejectedExecutionException closed) {
      step.run();
    }
  }
}
