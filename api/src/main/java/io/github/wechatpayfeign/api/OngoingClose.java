package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.internal.Patience;
import io.github.wechatpayfeign.api.internal.WaitingClock;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.OrderClosedException;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.UserPayingException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One decisive close, from its first request to its decision. It queries the order, unless the
 * policy closes first, closes it if it is open, and queries it again. A query is called a look
 * here. The answer to a close never decides; only the following look does. The policy limits the
 * number of closes, and the deadline limits the looks. One thread uses it.
 *
 * @param <T> the type of the answer to a query
 */
final class OngoingClose<T> {

  /** The result of the last look. */
  private enum View {
    OPEN,
    MOVING,
    MISSING,
    NOTHING
  }

  private final OrderCalls<T> order;
  private final ClosePolicy policy;
  private final Patience patience;

  private View view = View.NOTHING;
  private @Nullable T seen;
  private @Nullable RuntimeException lookFailure;
  private @Nullable RuntimeException closeFailure;
  private int closes;
  private int looksInARow;
  private int lostInARow;
  private int missing;
  private boolean closeSent;
  private boolean closeFoundNothing;
  private boolean closeIsMistaken;
  private boolean restedSinceClose = true;

  OngoingClose(OrderCalls<T> order, ClosePolicy policy, WaitingClock timer) {
    this.order = order;
    this.policy = policy;
    this.patience = new Patience(timer, policy.deadline());
  }

  Settlement<T> settle() {
    Duration pause = Duration.ZERO;
    if (policy.closesFirst() && patience.rested(Duration.ZERO)) {
      close();
      pause = pauseAfterClose();
      restedSinceClose = !pause.isZero();
    }
    while (patience.rested(pause)) {
      Settlement<T> settlement = look();
      if (settlement != null) {
        return settlement;
      }
      if (view != View.OPEN && view != View.MISSING) {
        restedSinceClose = true;
        pause = pauseAfterLook();
      } else if (closes == policy.attempts()) {
        return unsettled(pauseBeforeClose());
      } else {
        pause = restedSinceClose ? Duration.ZERO : pauseBeforeClose();
        if (patience.rested(pause)) {
          close();
          pause = pauseAfterClose();
          restedSinceClose = !pause.isZero();
        }
      }
    }
    return unsettled(Patience.longer(pause, policy.pause()));
  }

  /** Queries the order, and returns a settlement if the answer decides. */
  private @Nullable Settlement<T> look() {
    T before = seen;
    looksInARow++;
    try {
      T found = order.query();
      seen = found;
      lookFailure = null;
      lostInARow = 0;
      return judge(found, before == null && !closeSent);
    } catch (OrderNotExistException e) {
      lookFailure = e;
      lostInARow++;
      return judgeMissing();
    } catch (RuntimeException e) {
      lookFailure = e;
      lostInARow++;
      view = View.NOTHING;
      return Patience.wasInterrupted(e) || !Patience.mustBeFixed(e) ? null : giveUp(e);
    }
  }

  private @Nullable Settlement<T> judge(T found, boolean untouched) {
    return switch (order.standing(found)) {
      case PAID -> settlement(Kind.PAID);
      case REFUNDED -> settlement(Kind.REFUNDED);
      case CLOSED -> settlement(untouched ? Kind.ALREADY_CLOSED : Kind.CLOSED);
      case OPEN -> {
        view = View.OPEN;
        yield closeWasRefused();
      }
      case MOVING -> {
        view = View.MOVING;
        // This state explains a refused close, whatever its error code is.
        closeIsMistaken = false;
        yield null;
      }
    };
  }

  /** The answer that the order does not exist is not signed, so any signed answer outweighs it. */
  private @Nullable Settlement<T> judgeMissing() {
    if (seen != null) {
      view = View.NOTHING;
      return null;
    }
    missing++;
    if (closeFoundNothing && missing == 1) {
      // No look came before the close, and one unsigned answer is not enough.
      view = View.NOTHING;
      return null;
    }
    view = View.MISSING;
    lostInARow = 0;
    return closeFoundNothing ? settlement(Kind.NOT_FOUND) : closeWasRefused();
  }

  /**
   * Gives up if a close was refused because of a mistake. A refusal with any code may be about the
   * state of the order, so it counts as a mistake only if the next look does not explain it.
   */
  private @Nullable Settlement<T> closeWasRefused() {
    return closeFailure != null && closeIsMistaken ? giveUp(closeFailure) : null;
  }

  /**
   * Throws the mistake. If a close may have taken effect, returns what is known of the order
   * instead.
   */
  private Settlement<T> giveUp(RuntimeException mistake) {
    if (closeSent) {
      return unsettled(policy.pause());
    }
    throw mistake;
  }

  private void close() {
    closes++;
    looksInARow = 0;
    lostInARow = 0;
    try {
      order.close();
      closeSent = true;
      closeFailure = null;
      closeIsMistaken = false;
      closeFoundNothing = true;
    } catch (RuntimeException e) {
      closeSent |= !(e instanceof WechatPayException known) || known.outcome() == Outcome.UNKNOWN;
      closeFailure = e;
      closeIsMistaken = Patience.mustBeFixed(e);
      Patience.wasInterrupted(e);
      closeFoundNothing = e instanceof OrderNotExistException || e instanceof OrderClosedException;
    }
  }

  private Duration pauseAfterClose() {
    if (closeFailure instanceof UserPayingException) {
      return policy.payingPause();
    }
    boolean later =
        closeFailure instanceof WechatPayException e && e.next() == NextStep.RETRY_LATER;
    // An order that was just placed may not be found at once.
    return later || view == View.MISSING
        ? Patience.longer(policy.pauseAfter(closes), Patience.retryAfter(closeFailure))
        : Duration.ZERO;
  }

  private Duration pauseBeforeClose() {
    return Patience.longer(policy.pauseAfter(Math.max(1, closes)), Patience.retryAfter(failure()));
  }

  private Duration pauseAfterLook() {
    Duration wanted =
        view == View.MOVING
            ? policy.payingPause()
            : Patience.longer(policy.pauseAfter(lostInARow), Patience.retryAfter(lookFailure));
    return Patience.longer(wanted, Patience.distance(looksInARow));
  }

  private Settlement<T> settlement(Kind kind) {
    return new Settlement<>(kind, seen, lookFailure, closeSent, Duration.ZERO);
  }

  private Settlement<T> unsettled(Duration askAgainAfter) {
    return new Settlement<>(Kind.UNSETTLED, seen, failure(), closeSent, askAgainAfter);
  }

  private @Nullable RuntimeException failure() {
    return lookFailure == null ? closeFailure : lookFailure;
  }
}
