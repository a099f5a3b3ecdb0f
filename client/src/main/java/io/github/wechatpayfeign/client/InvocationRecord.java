package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one invocation of a Feign method has sent so far. Feign may have the client make several
 * calls for it, and runs code of others before and after: this tells what an exception means that
 * comes out of all that. Thread-safe.
 */
final class InvocationRecord {

  private final CallRules rules;
  private final long startedAt;
  private final HeldCall held;

  private boolean called;
  private @Nullable AttemptResult last;
  private CallFacts facts = CallFacts.NO_ATTEMPT;
  private boolean unknown;

  /**
   * Begins an invocation on the current thread, and its deadline with it: code of others may hold
   * the thread before the client is asked for anything.
   */
  InvocationRecord(CallRules rules, Executor threads) {
    this.rules = rules;
    this.startedAt = rules.nanoTime().getAsLong();
    this.held = HeldCall.watch(rules.deadline(), threads);
  }

  /**
   * Notes that a call of the client begins, which keeps its deadline itself.
   *
   * @return when that deadline began to count: for the first call, when the invocation did
   */
  synchronized long beginCall() {
    if (called) {
      return rules.nanoTime().getAsLong();
    }
    called = true;
    held.close();
    return startedAt;
  }

  /** Leaves the thread that the invocation began on. */
  synchronized void leave() {
    held.close();
  }

  /** Notes how a call of the client ended. */
  synchronized void ended(AttemptResult answer, CallFacts facts) {
    this.last = answer;
    this.facts = facts;
    WechatPayException failure = answer.failure();
    unknown |= failure == null || failure.outcome() == Outcome.UNKNOWN;
  }

  /** Returns whether a call of the client may have taken effect. */
  synchronized boolean isUnknown() {
    return unknown;
  }

  /**
   * Returns what leaves the invocation in place of an exception that Feign, or code that it runs,
   * threw. What a user's own error decoder makes of an error answer stays as it is.
   */
  synchronized Throwable verdict(Throwable thrown) {
    if (thrown instanceof WechatPayException || thrown instanceof CancellationException) {
      return thrown;
    }
    if (last == null) {
      return CallerMistake.is(thrown) && !isLate() ? thrown : broken(thrown);
    }
    return last.failure() == null ? broken(thrown) : thrown;
  }

  private boolean isLate() {
    return !called && rules.nanoTime().getAsLong() - startedAt >= rules.deadline().toNanos();
  }

  /** Returns the verdict on an invocation that code of this process broke. */
  synchronized WechatPayException broken(Throwable thrown) {
    if (last == null && isLate()) {
      return AttemptFailure.transport(AttemptFailure.timeout(thrown), false, facts);
    }
    return unknown
        ? LocalFailureException.afterSending(thrown, facts)
        : LocalFailureException.beforeSending(thrown, facts);
  }
}
