package io.github.wechatpayfeign.client;

import feign.Response;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous call: runs the steps of a synchronous call without blocking a thread. It always
 * ends, and only once: with an answer, with a failure, soon after its deadline, or when the caller
 * gives it up. {@link OngoingCall#end()} decides which of them was first. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each callback catches its exceptions.
final class AsyncCall {

  private final ApiCall api;
  private final CallKeys keys;
  private final OngoingCall call;
  private final AttemptSender attempts;
  private final Executor threads;
  private final @Nullable AsyncInvocation invocation = AsyncInvocation.current();

  private final CompletableFuture<Response> result = new CompletableFuture<>();

  private volatile Deadlines.@Nullable Deadline deadline;
  private volatile CompletableFuture<Void> pause = new CompletableFuture<>();
  private volatile @Nullable AttemptResult last;

  /**
   * Creates a call that has begun.
   *
   * @param threads run the call after a pause, and complete its result
   */
  AsyncCall(
      ApiCall api, CallKeys keys, OngoingCall call, AttemptSender attempts, Executor threads) {
    this.api = api;
    this.keys = keys;
    this.call = call;
    this.attempts = attempts;
    this.threads = threads;
  }

  CompletableFuture<Response> start() {
    if (invocation != null && !invocation.begins(this)) {
      cancel();
      return result;
    }
    try {
      deadline = Deadlines.in(call.remaining(), this::endAtDeadline);
      keys.available().whenComplete((unused, failure) -> keyIsThere(failure));
    } catch (Exception | Error e) {
      broken(e);
    }
    return result;
  }

  private void keyIsThere(@Nullable Throwable failure) {
    if (failure != null) {
      end(KeyAvailability.noKey(failure));
      return;
    }
    try {
      call.passGuards();
      attempt();
    } catch (Exception | Error e) {
      broken(e);
    }
  }

  private void attempt() {
    try {
      Attempt attempt = call.begin(keys.ofNow());
      if (attempt == null) {
        endWithoutAttempt();
        return;
      }
      attempts
          .begin(api, attempt, call.remaining())
          .whenComplete((response, failure) -> answered(attempt, response, failure));
    } catch (Exception | Error e) {
      broken(e);
    }
  }

  /** Ends the call because no time is left: with the last answer, if there is one. */
  private void endWithoutAttempt() {
    AttemptResult answer = last;
    if (answer == null) {
      endAtDeadline();
    } else {
      end(answer);
    }
  }

  private void answered(Attempt attempt, @Nullable Response response, @Nullable Throwable failure) {
    try {
      AttemptResult answer = attempts.read(api, attempt, response, failure);
      last = answer;
      call.report(answer);
      var length = call.pauseAfter(answer);
      if (length == null) {
        end(answer);
        return;
      }
      CompletableFuture<Void> pausing = new CompletableFuture<>();
      pause = pausing;
      pausing
          .completeOnTimeout(null, length.toNanos(), TimeUnit.NANOSECONDS)
          .thenRun(() -> run(this::attempt));
    } catch (Exception | Error e) {
      broken(e);
    }
  }

  private void end(AttemptResult answer) {
    if (finish()) {
      whenTold(
          () -> call.tellEnd(answer),
          () -> {
            record(answer);
            if (answer.response() != null) {
              result.complete(answer.response());
            } else {
              result.completeExceptionally(answer.thrown());
            }
          });
    }
  }

  private void end(WechatPayException failure) {
    if (finish()) {
      fail(failure);
    }
  }

  private void fail(Throwable failure) {
    whenTold(() -> call.tellEnd(failure), () -> result.completeExceptionally(failure));
  }

  /**
   * Ends the call because of an exception in this process. {@link #finish()} comes first, so that
   * nothing more is sent when the outcome is decided.
   */
  private void broken(Throwable failure) {
    if (finish()) {
      run(call::breakOff);
      fail(call.broken(failure));
    }
  }

  /**
   * Ends the call at its deadline. Nothing else may do so: a guard may still wait, the HTTP client
   * may still queue the call, or may have lost it because of an error in a callback. This runs on
   * the thread that serves all deadlines, so it leaves long work to other threads.
   */
  private void endAtDeadline() {
    if (call.endAtDeadline()) {
      finished();
      run(call::breakOff);
      fail(call.timeUp());
    }
  }

  /** Gives the call up: aborts the attempt that is under way, and sends nothing more. */
  void cancel() {
    if (call.cancel()) {
      finished();
      run(call::breakOff);
      call.tellEnd(new CancellationException("The caller gave the call up"));
      complete(() -> result.cancel(false));
    }
  }

  private boolean finish() {
    boolean first = call.end();
    if (first) {
      finished();
    }
    return first;
  }

  private void finished() {
    Deadlines.Deadline open = deadline;
    if (open != null) {
      open.close();
    }
    pause.cancel(false);
  }

  /**
   * Completes the result after all observers were informed. An observer that blocks delays it until
   * shortly after the deadline at most.
   */
  private void whenTold(Supplier<CompletableFuture<Void>> tell, Runnable completion) {
    if (!call.isObserved()) {
      run(() -> complete(completion));
      return;
    }
    run(
        () -> {
          CompletableFuture<Void> told = new CompletableFuture<>();
          told.completeOnTimeout(null, patience().toMillis(), TimeUnit.MILLISECONDS)
              .thenRun(() -> run(() -> complete(completion)));
          tell.get().whenComplete((unused, failure) -> told.complete(null));
        });
  }

  /** Returns how long an observer that blocks may delay the result. */
  private Duration patience() {
    Duration left = call.remaining();
    return HeldCall.GRACE.plus(left.isNegative() ? Duration.ZERO : left);
  }

  private void record(AttemptResult answer) {
    if (invocation != null) {
      invocation.record().ended(answer, call.facts());
    }
  }

  /** Completes the result. Feign runs inside of this call, since it waits for the result. */
  private void complete(Runnable completion) {
    if (invocation == null) {
      completion.run();
    } else {
      invocation.inFeign(completion);
    }
  }

  private void run(Runnable step) {
    AsyncThreads.run(threads, step);
  }
}
