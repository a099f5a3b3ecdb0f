package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.OrderClosedException;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.UserPayingException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One decisive close from its first query to its decision. Each round looks at the order, and
 * closes it if it is open; what a close says of itself is never the decision, the next look is.
 * Used by one thread.
 */
final class OngoingClose {

  /** What the last look showed. */
  private enum View {
    OPEN,
    PAYING,
    MISSING,
    NOTHING
  }

  private final String outTradeNo;
  private final OrderCalls order;
  private final ClosePolicy policy;
  private final Timer timer;
  private final long startedAt;

  private View view = View.NOTHING;
  private @Nullable Transaction seen;
  private @Nullable RuntimeException lookFailure;
  private @Nullable RuntimeException closeFailure;
  private boolean closeSent;
  private boolean closeFoundNothing;
  private boolean restedSinceClose = true;

  OngoingClose(String outTradeNo, OrderCalls order, ClosePolicy policy, Timer timer) {
    this.outTradeNo = outTradeNo;
    this.order = order;
    this.policy = policy;
    this.timer = timer;
    this.startedAt = timer.nanoTime();
  }

  CloseDecision decide() {
    for (int round = 1; ; round++) {
      CloseDecision decision = rest(Duration.ZERO);
      if (decision == null) {
        decision = look();
      }
      if (decision == null) {
        decision = round > policy.attempts() ? unsettled(pauseAfter(round)) : act(round);
      }
      if (decision != null) {
        return decision;
      }
    }
  }

  /** Queries the order, and returns a decision where the answer is one. */
  private @Nullable CloseDecision look() {
    Transaction before = seen;
    try {
      Transaction found = order.query();
      seen = found;
      lookFailure = null;
      return judge(found, before);
    } catch (OrderNotExistException e) {
      lookFailure = e;
      return judge(e);
    } catch (RuntimeException e) {
      lookFailure = e;
      view = View.NOTHING;
      return wasInterrupted(e) || !mustBeFixed(e) ? null : giveUp(e);
    }
  }

  private @Nullable CloseDecision judge(Transaction found, @Nullable Transaction before) {
    return switch (found.tradeState()) {
      case SUCCESS -> new CloseDecision.Paid(outTradeNo, found);
      case REFUND -> new CloseDecision.Refunded(outTradeNo, found);
      case CLOSED, REVOKED ->
          before == null && !closeSent
              ? new CloseDecision.AlreadyClosed(outTradeNo, found)
              : new CloseDecision.Closed(outTradeNo, found);
      case NOTPAY, PAYERROR -> {
        view = View.OPEN;
        yield closeWasRefused();
      }
      case USERPAYING, UNKNOWN -> {
        view = View.PAYING;
        yield null;
      }
    };
  }

  /** An answer that there is no such order is not signed: it weighs less than any that is. */
  private @Nullable CloseDecision judge(OrderNotExistException missing) {
    if (seen != null) {
      view = View.NOTHING;
      return null;
    }
    view = View.MISSING;
    return closeFoundNothing ? new CloseDecision.NotFound(outTradeNo, missing) : closeWasRefused();
  }

  /**
   * A refusal may be about the state of the order, whatever its code: so it counts as a mistake of
   * the caller's only when a look afterwards shows nothing that explains it.
   */
  private @Nullable CloseDecision closeWasRefused() {
    return closeFailure != null && mustBeFixed(closeFailure) ? giveUp(closeFailure) : null;
  }

  /**
   * A mistake is no decision; but once a close may have taken effect, what is known comes first.
   */
  private CloseDecision giveUp(RuntimeException mistake) {
    if (closeSent) {
      return unsettled(policy.pause());
    }
    throw mistake;
  }

  private static boolean mustBeFixed(RuntimeException failure) {
    return !(failure instanceof WechatPayException e)
        || (e.outcome() == Outcome.REJECTED
            && (e.next() == NextStep.FIX_REQUEST || e.next() == NextStep.FIX_CREDENTIALS_OR_CLOCK));
  }

  /** Keeps an interrupt that comes out of a Feign interface as the cause of an exception. */
  private static boolean wasInterrupted(RuntimeException failure) {
    if (failure.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return Thread.currentThread().isInterrupted();
  }

  /** Closes an order that can be closed, and waits; returns a decision where time is up. */
  private @Nullable CloseDecision act(int round) {
    if (view == View.OPEN || view == View.MISSING) {
      CloseDecision timeUp = restedSinceClose ? rest(Duration.ZERO) : rest(pauseAfter(round - 1));
      if (timeUp != null) {
        return timeUp;
      }
      close();
      Duration pause = pauseAfterClose(round);
      restedSinceClose = !pause.isZero();
      return rest(pause);
    }
    restedSinceClose = true;
    return rest(pauseAfter(round));
  }

  private void close() {
    try {
      order.close();
      closeSent = true;
      closeFailure = null;
      closeFoundNothing = true;
    } catch (RuntimeException e) {
      closeSent |= !(e instanceof WechatPayException known) || known.outcome() == Outcome.UNKNOWN;
      closeFailure = e;
      wasInterrupted(e);
      closeFoundNothing = e instanceof OrderNotExistException || e instanceof OrderClosedException;
    }
  }

  private Duration pauseAfterClose(int round) {
    if (closeFailure instanceof UserPayingException) {
      return policy.payingPause();
    }
    boolean later =
        closeFailure instanceof WechatPayException e && e.next() == NextStep.RETRY_LATER;
    // An order that was placed a moment ago may take a moment to be found.
    return later || view == View.MISSING
        ? longer(policy.pauseAfter(round), retryAfter(closeFailure))
        : Duration.ZERO;
  }

  private Duration pauseAfter(int round) {
    return view == View.PAYING
        ? policy.payingPause()
        : longer(policy.pauseAfter(round), retryAfter(failure()));
  }

  /** Waits, and returns a decision where the time is up before, or the thread is interrupted. */
  private @Nullable CloseDecision rest(Duration pause) {
    Duration remaining = policy.deadline().minusNanos(timer.nanoTime() - startedAt);
    if (pause.compareTo(remaining) >= 0 || Thread.currentThread().isInterrupted()) {
      return unsettled(pause);
    }
    try {
      if (!pause.isZero()) {
        timer.pause(pause);
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unsettled(pause);
    }
  }

  private CloseDecision unsettled(Duration askAgainAfter) {
    return new CloseDecision.Unsettled(outTradeNo, seen, failure(), closeSent, askAgainAfter);
  }

  private @Nullable RuntimeException failure() {
    return lookFailure == null ? closeFailure : lookFailure;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration retryAfter(@Nullable RuntimeException failure) {
    return failure instanceof WechatPayException e
        ? e.retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }
}
