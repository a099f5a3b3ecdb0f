package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The record of what one invocation of a Feign method has sent so far. Feign may ask the client for
 * several calls, and runs other code before and after them. If an exception leaves Feign, this
 * record tells what it means for the order. Thread-safe.
 */
final class InvocationRecord {

  private final CallRules rules;
  private final long startedAt;
  private final HeldCall held;

  private boolean called;
  private boolean handedOver;
  private @Nullable AttemptResult last;
  private CallFacts facts = CallFacts.NO_ATTEMPT;
  private boolean unknown;

  /**
   * Begins an invocation on the current thread. Its deadline begins here, because other code, such
   * as an interceptor, may block the thread before Feign asks the client for a call.
   */
  InvocationRecord(CallRules rules, Executor threads) {
    this.rules = rules;
    this.startedAt = rules.nanoTime().getAsLong();
    this.held = HeldCall.watch(rules.deadline(), threads);
  }

  /**
   * Notes that a call of the client begins.
   *
   * @return when the deadline of the call began to count; for the first call, that is the begin of
   *     the invocation
   */
  synchronized long beginCall() {
    if (called) {
      return rules.nanoTime().getAsLong();
    }
    called = true;
    return startedAt;
  }

  /**
   * Returns what watches the calling thread, for the first call of the client, which has the same
   * deadline and closes it. Returns null for any other call: then nothing watches the thread.
   */
  synchronized @Nullable HeldCall handOver() {
    if (!handedOver && !held.isTimeUp()) {
      handedOver = true;
      return held;
    }
    held.close();
    return null;
  }

  /** Stops watching the thread on which the invocation began. */
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
   * Returns the exception for the caller, given one that Feign or code inside it threw. An
   * exception that a user's own error decoder made from an error answer stays unchanged.
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

  /** Returns the failure of an invocation that an exception in this process ended. */
  synchronized WechatPayException broken(Throwable thrown) {
    if (last == null && isLate()) {
      return AttemptFailure.transport(AttemptFailure.timeout(thrown), false, facts);
    }
    return unknown
        ? LocalFailureException.afterSending(thrown, facts)
        : LocalFailureException.beforeSending(thrown, facts);
  }
}
