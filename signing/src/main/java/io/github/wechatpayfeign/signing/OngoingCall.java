package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call from its first attempt to its end: counts the attempts, remembers whether one of them
 * may have taken effect, and decides whether another one follows. Used by one thread at a time.
 */
final class OngoingCall {

  private final CallRules rules;
  private final boolean reentrant;
  private final long startedAt;

  private int attempts;
  private boolean unknown;

  OngoingCall(CallRules rules, boolean reentrant) {
    this.rules = rules;
    this.reentrant = reentrant;
    this.startedAt = rules.nanoTime().getAsLong();
  }

  /** Returns the facts that the next attempt ends with. */
  CallFacts nextAttempt() {
    attempts++;
    return new CallFacts(attempts, unknown);
  }

  /** Returns what is left until the deadline. */
  Duration remaining() {
    return rules.deadline().minusNanos(rules.nanoTime().getAsLong() - startedAt);
  }

  void succeeded() {
    rules.budget().succeeded(attempts > 1);
  }

  /** Returns how long to pause before another attempt, or null where the call ends here. */
  @Nullable Duration pauseAfter(WechatPayException failure) {
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
    return pause;
  }

  private Duration jitter(Duration longest) {
    return Duration.ofNanos((long) (longest.toNanos() * rules.random().getAsDouble()));
  }
}
