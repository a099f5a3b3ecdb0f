package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call from its first attempt to its end: counts the attempts, remembers whether one of them
 * may have taken effect, decides whether another one follows, and tells those who listen. Used by
 * one thread at a time.
 */
final class OngoingCall {

  private final CallRules rules;
  private final boolean reentrant;
  private final CallWatch watch;
  private final Map<String, String> headers;
  private final long startedAt;

  private int attempts;
  private boolean unknown;
  private boolean tookTokens;
  private long attemptStartedAt;
  private @Nullable Attempt attempt;

  OngoingCall(CallRules rules, boolean reentrant, CallWatch watch) {
    this.rules = rules;
    this.reentrant = reentrant;
    this.watch = watch;
    this.headers = watch.headers();
    this.startedAt = rules.nanoTime().getAsLong();
  }

  /**
   * Passes the guards of the client, before the first attempt.
   *
   * @throws io.github.wechatpayfeign.errors.CallHeldBackException if one holds the call back
   */
  void passGuards() {
    watch.passGuards();
  }

  /** Returns the facts that the next attempt ends with. */
  CallFacts nextAttempt() {
    attempts++;
    attemptStartedAt = rules.nanoTime().getAsLong();
    return new CallFacts(attempts, unknown);
  }

  /** Returns the attempt that was just begun, to be sent. */
  Attempt attempt(Trust trust) {
    Attempt begun = new Attempt(trust, headers);
    attempt = begun;
    return begun;
  }

  /** Returns what is left until the deadline. */
  Duration remaining() {
    return rules.deadline().minusNanos(rules.nanoTime().getAsLong() - startedAt);
  }

  void succeeded() {
    tookTokens = false;
    rules.budget().succeeded(attempts > 1);
  }

  /** Tells those who listen how an attempt ended. */
  void report(Answer answer) {
    if (!watch.isNobody()) {
      Duration took = since(attemptStartedAt);
      watch.attempted(new AttemptEnd(attempts, took, answer.status(), answer.failure()));
    }
  }

  /** Returns how long to pause before another attempt, or null where the answer ends the call. */
  @Nullable Duration pauseAfter(Answer answer) {
    if (answer.failure() == null) {
      succeeded();
      return null;
    }
    return pauseAfter(answer.failure());
  }

  /** Returns how long to pause before another attempt, or null where the call ends here. */
  @Nullable Duration pauseAfter(WechatPayException failure) {
    tookTokens = false;
    unknown |= failure.outcome() == Outcome.UNKNOWN;
    RetryPolicy policy = rules.policy();
    if (!reentrant || !failure.retryable() || attempts >= policy.maxAttempts()) {
      return null;
    }
    Duration asked = RetryAfter.of(failure.responseHeaders(), rules.clock());
    Duration pause = jitter(policy.longestPause(attempts));
    pause = pause.compareTo(asked) < 0 ? asked : pause;
    if (asked.compareTo(policy.retryAfterLimit()) > 0
        || pause.compareTo(remaining()) >= 0
        || !rules.budget().take()) {
      return null;
    }
    tookTokens = true;
    return pause;
  }

  /** The call ends with an answer. */
  void ended(Answer answer) {
    if (!watch.isNobody()) {
      WechatPayException failure = answer.failure();
      Outcome outcome = failure == null ? null : failure.outcome();
      watch.ended(
          new CallEnd(
              attempts, since(startedAt), answer.status(), outcome, failure, answer.requestId()));
    }
  }

  /** The call ends without an answer. */
  void broken(Throwable failure) {
    if (!watch.isNobody()) {
      watch.ended(new CallEnd(attempts, since(startedAt), 0, outcomeOf(failure), failure, null));
    }
  }

  /** The caller gave the call up: a repeated attempt that did not end costs nothing. */
  void cancelled(Throwable cancellation) {
    if (tookTokens) {
      rules.budget().giveBack();
    }
    broken(cancellation);
  }

  private Outcome outcomeOf(Throwable failure) {
    if (failure instanceof WechatPayException known) {
      return known.outcome();
    }
    boolean sent = attempt != null && attempt.maybeSent();
    return unknown || sent ? Outcome.UNKNOWN : Outcome.REJECTED;
  }

  private Duration since(long nanoTime) {
    return Duration.ofNanos(rules.nanoTime().getAsLong() - nanoTime);
  }

  private Duration jitter(Duration longest) {
    return Duration.ofNanos((long) (longest.toNanos() * rules.random().getAsDouble()));
  }
}
