package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first attempt to its end. It counts the attempts, knows whether one of them
 * may have taken effect, decides whether another attempt follows, and informs the observers.
 *
 * <p>A call ends once, by {@link #end()}. After that no attempt begins, and the last one sends
 * nothing more. So a verdict that is given then stays true. Thread-safe.
 */
final class OngoingCall {

  private final CallRules rules;
  private final boolean reentrant;
  private final CallObservers watch;
  private final Map<String, String> headers;
  private final long startedAt;

  private int attempts;
  private boolean unknown;
  private boolean tookTokens;
  private boolean over;
  private long attemptStartedAt;
  private @Nullable Attempt attempt;
  private @Nullable Attempt underWay;

  /**
   * Creates a call that has begun.
   *
   * @param startedAt when the deadline began to count, in nanoseconds of {@link CallRules#nanoTime}
   * @param earlierUnknown whether a call before this one, for the same invocation of a Feign
   *     method, may have taken effect
   */
  OngoingCall(
      CallRules rules,
      boolean reentrant,
      CallObservers watch,
      long startedAt,
      boolean earlierUnknown) {
    this.rules = rules;
    this.reentrant = reentrant;
    this.watch = watch;
    this.unknown = earlierUnknown;
    this.headers = watch.headers();
    this.startedAt = startedAt;
  }

  /**
   * Passes the guards of the client, before the first attempt.
   *
   * @throws io.github.wechatpayfeign.errors.CallHeldBackException if one holds the call back
   */
  void passGuards() {
    watch.passGuards();
  }

  /** Begins the next attempt, or returns null if the call is over or no time is left for one. */
  synchronized @Nullable Attempt begin(MerchantTrust trust) {
    if (over || !isTimeLeft()) {
      return null;
    }
    attempts++;
    attemptStartedAt = rules.nanoTime().getAsLong();
    Attempt begun = new Attempt(trust, facts(), headers);
    attempt = begun;
    return begun;
  }

  /** Returns the facts of the call so far. */
  synchronized CallFacts facts() {
    return new CallFacts(attempts, unknown);
  }

  /** Returns the time left until the deadline, negative if it has passed. */
  Duration remaining() {
    return rules.deadline().minusNanos(rules.nanoTime().getAsLong() - startedAt);
  }

  private boolean isTimeLeft() {
    return remaining().compareTo(Duration.ZERO) > 0;
  }

  /**
   * Ends the call: no attempt begins from now on, and the one under way sends nothing more.
   *
   * @return true if this ended the call, false if it was over before
   */
  boolean end() {
    return end(Attempt::close);
  }

  /** Ends the call because its time is up. */
  boolean endAtDeadline() {
    return end(Attempt::timeOut);
  }

  /**
   * Ends the call because the caller gave it up. A repeated attempt that did not end costs no
   * tokens: they go back in the same step that ends the call, so that its answer cannot give them
   * back again.
   */
  synchronized boolean cancel() {
    boolean first = end(Attempt::cancel);
    if (first && tookTokens) {
      tookTokens = false;
      rules.budget().giveBack();
    }
    return first;
  }

  private synchronized boolean end(Consumer<Attempt> last) {
    if (over) {
      return false;
    }
    over = true;
    if (attempt != null && !attempt.isFinished()) {
      underWay = attempt;
      last.accept(attempt);
    }
    return true;
  }

  /** Aborts the attempt that was under way when the call ended; OkHttp calls event listeners. */
  void breakOff() {
    Attempt open;
    synchronized (this) {
      open = underWay;
    }
    if (open != null) {
      open.breakOff();
    }
  }

  /** Returns the failure of a call that ended because its time was up. */
  WechatPayException timeUp() {
    return AttemptFailure.transport(new InterruptedIOException("timeout"), maybeSent(), facts());
  }

  /**
   * Returns the failure of a call that an exception in this process ended. A mistake of the caller
   * that was found before the first attempt is thrown unchanged. After the deadline the failure is
   * a timeout, because the code most likely failed when it was interrupted then.
   */
  RuntimeException broken(Throwable failure) {
    boolean late = !isTimeLeft();
    if (late && !(failure instanceof NoVerificationKeyException)) {
      return AttemptFailure.transport(AttemptFailure.timeout(failure), maybeSent(), facts());
    }
    if (failure instanceof WechatPayException known) {
      return known;
    }
    return facts().attempts() == 0 && CallerMistake.is(failure)
        ? (RuntimeException) failure
        : AttemptFailure.local(failure, maybeSent(), facts());
  }

  /** Returns whether the last attempt sent something, or may have sent something. */
  private synchronized boolean maybeSent() {
    return attempt != null && attempt.maybeSent();
  }

  boolean isObserved() {
    return !watch.isNobody();
  }

  /** Counts a success, unless the call is over: then the tokens of its attempt went back before. */
  synchronized void succeeded() {
    if (!over) {
      tookTokens = false;
      rules.budget().succeeded(attempts > 1);
    }
  }

  /** Informs the observers how an attempt ended. */
  void report(AttemptResult answer) {
    if (!watch.isNobody()) {
      AttemptEnd end;
      synchronized (this) {
        Duration took = since(attemptStartedAt);
        end = AttemptEnd.of(attempts, took, answer.status(), answer.failure());
      }
      watch.attempted(end);
    }
  }

  /** Returns how long to pause before another attempt, or null if the answer ends the call. */
  @Nullable Duration pauseAfter(AttemptResult answer) {
    if (answer.failure() == null) {
      succeeded();
      return null;
    }
    return pauseAfter(answer.failure());
  }

  /** Returns how long to pause before another attempt, or null if the call ends here. */
  synchronized @Nullable Duration pauseAfter(WechatPayException failure) {
    tookTokens = false;
    unknown |= failure.outcome() == Outcome.UNKNOWN;
    RetryPolicy policy = rules.policy();
    if (over || !reentrant || !failure.retryable() || attempts >= policy.maxAttempts()) {
      return null;
    }
    Duration asked = failure.retryAfter(rules.clock()).orElse(Duration.ZERO);
    Duration pause = jitter(policy.longestPause(attempts));
    pause = pause.compareTo(asked) < 0 ? asked : pause;
    if (asked.compareTo(policy.retryAfterLimit()) > 0
        || pause.compareTo(remaining()) >= 0
        || !rules.budget().take()) {
      return null;
    }
    tookTokens = true;
    // Its outcome is counted now; maybeSent() must speak of the next attempt only.
    attempt = null;
    return pause;
  }

  /**
   * Informs the observers that the call ended with an answer; the future is done after the last.
   */
  CompletableFuture<Void> tellEnd(AttemptResult answer) {
    if (watch.isNobody()) {
      return CallObservers.TOLD;
    }
    WechatPayException failure = answer.failure();
    Outcome outcome = failure == null ? null : failure.outcome();
    return watch.ended(
        CallEnd.of(
            facts().attempts(),
            since(startedAt),
            answer.status(),
            outcome,
            failure,
            answer.requestId()));
  }

  /** Informs the observers that the call ended without an answer. */
  CompletableFuture<Void> tellEnd(Throwable failure) {
    return watch.isNobody()
        ? CallObservers.TOLD
        : watch.ended(
            CallEnd.of(facts().attempts(), since(startedAt), 0, outcomeOf(failure), failure, null));
  }

  private synchronized Outcome outcomeOf(Throwable failure) {
    if (failure instanceof WechatPayException known) {
      return known.outcome();
    }
    return unknown || maybeSent() ? Outcome.UNKNOWN : Outcome.REJECTED;
  }

  private Duration since(long nanoTime) {
    return Duration.ofNanos(rules.nanoTime().getAsLong() - nanoTime);
  }

  private Duration jitter(Duration longest) {
    return Duration.ofNanos((long) (longest.toNanos() * rules.random().getAsDouble()));
  }
}
