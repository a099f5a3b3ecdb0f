package io.github.wechatpayfeign.api.refund;

import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.api.internal.Patience;
import io.github.wechatpayfeign.api.internal.WaitingClock;
import io.github.wechatpayfeign.errors.FrequencyLimitedException;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.NoAuthException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResourceNotExistsException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One decisive refund, from its first request to its decision. It applies, and if the answer does
 * not decide, it queries the refund, which is called a look here. It applies again, with the
 * identical request, if the look finds nothing. The policy limits the number of applications, and
 * the deadline limits the looks. One thread uses it.
 */
final class OngoingRefund {

  /** WeChat Pay asks to wait this long after FREQUENCY_LIMITED. */
  private static final Duration LIMITED_PAUSE = Duration.ofMinutes(1);

  /** The gateway refuses a request whose signature is older, so a lost one arrives no later. */
  private static final Duration LIFE_OF_A_SIGNATURE = Duration.ofMinutes(5);

  private final RefundsApi api;
  private final RefundRequest request;
  private final RefundPolicy policy;
  private final Patience patience;

  private boolean lookNext;
  private Duration pause = Duration.ZERO;
  private @Nullable Refund seen;
  private @Nullable RuntimeException failure;
  private @Nullable RuntimeException refusal;
  private int applications;
  private int looksInARow;
  private boolean applySent;

  OngoingRefund(RefundsApi api, RefundRequest request, RefundPolicy policy, WaitingClock clock) {
    this.api = api;
    this.request = request;
    this.policy = policy;
    this.patience = new Patience(clock, policy.deadline());
  }

  RefundDecision decide() {
    while (patience.rested(pause)) {
      RefundDecision decision = lookNext ? look() : apply();
      if (decision != null) {
        return decision;
      }
      if (!lookNext && applications == policy.attempts()) {
        return unsettled(pause);
      }
    }
    return unsettled(Patience.longer(pause, policy.pause()));
  }

  private @Nullable RefundDecision apply() {
    applications++;
    looksInARow = 0;
    refusal = null;
    Refund answer;
    try {
      answer = RefundProof.complete(request, api.apply(request));
    } catch (RuntimeException e) {
      failure = e;
      Patience.wasInterrupted(e);
      return e instanceof WechatPayException known && known.outcome() == Outcome.REJECTED
          ? refused(known)
          : doubtful(e);
    }
    applySent = true;
    return judge(answer);
  }

  /** Goes on after an application that may have taken effect. */
  private @Nullable RefundDecision doubtful(RuntimeException e) {
    applySent = true;
    lookNext(isForLater(e) ? pauseBeforeApplying() : Duration.ZERO);
    return null;
  }

  /** Goes on after an application that changed nothing. */
  private @Nullable RefundDecision refused(WechatPayException e) {
    if (e.next() == NextStep.RETRY_LATER) {
      lookNext = applySent;
      pause = pauseBeforeApplying();
      return null;
    }
    // For refunds this code is also about the order, and not only about the merchant.
    if (e.next() == NextStep.FIX_CREDENTIALS_OR_CLOCK && !(e instanceof NoAuthException)) {
      return giveUp(e);
    }
    // An earlier application with this number may have been accepted, whatever this one is told.
    refusal = e;
    lookNext(Duration.ZERO);
    return null;
  }

  private @Nullable RefundDecision look() {
    looksInARow++;
    Refund answer;
    try {
      String subMchid = request.subMchid();
      answer =
          RefundProof.complete(
              request,
              subMchid == null
                  ? api.query(request.outRefundNo())
                  : api.query(request.outRefundNo(), subMchid));
    } catch (ResourceNotExistsException e) {
      return missing();
    } catch (RuntimeException e) {
      failure = e;
      lookNext(pauseAfterLook());
      return Patience.wasInterrupted(e) || !Patience.mustBeFixed(e) ? null : giveUp(e);
    }
    return judge(answer);
  }

  /**
   * The refund is not known. That answer is not signed, but it is believed only together with a
   * refusal, and applying again does no harm.
   */
  private @Nullable RefundDecision missing() {
    if (refusal != null) {
      // An application without an answer may still be on its way.
      return applySent
          ? unsettled(LIFE_OF_A_SIGNATURE)
          : new RefundDecision.Refused(request.outRefundNo(), CloseFailure.of(refusal));
    }
    if (failure != null && Patience.mustBeFixed(failure)) {
      return giveUp(failure);
    }
    lookNext = false;
    pause = pauseBeforeApplying();
    return null;
  }

  private @Nullable RefundDecision judge(Refund answer) {
    RefundProof.requireSame(request, answer);
    String number = request.outRefundNo();
    return switch (answer.status()) {
      case SUCCESS -> new RefundDecision.Refunded(number, answer);
      case PROCESSING -> new RefundDecision.Processing(number, answer);
      case ABNORMAL -> new RefundDecision.Abnormal(number, answer);
      case CLOSED -> new RefundDecision.Closed(number, answer);
      case UNKNOWN -> {
        seen = answer;
        applySent = true;
        failure = null;
        lookNext(pauseAfterLook());
        yield null;
      }
    };
  }

  private void lookNext(Duration pause) {
    this.lookNext = true;
    this.pause = pause;
  }

  /** Throws the mistake. If an application may have taken effect, returns what is known instead. */
  private RefundDecision giveUp(RuntimeException mistake) {
    if (applySent) {
      return unsettled(policy.pause());
    }
    throw mistake;
  }

  private static boolean isForLater(RuntimeException failure) {
    return failure instanceof WechatPayException e && e.next() == NextStep.RETRY_LATER;
  }

  private Duration pauseBeforeApplying() {
    return Patience.longer(policy.pauseAfter(applications), Patience.retryAfter(failure));
  }

  private Duration pauseAfterLook() {
    int looks = Math.max(1, looksInARow);
    Duration wanted = Patience.longer(policy.pauseAfter(looks), Patience.retryAfter(failure));
    return Patience.longer(wanted, Patience.distance(looks));
  }

  private RefundDecision unsettled(Duration askAgainAfter) {
    return new RefundDecision.Unsettled(
        request.outRefundNo(),
        seen,
        failure == null ? null : CloseFailure.of(failure),
        applySent,
        failure instanceof FrequencyLimitedException
            ? Patience.longer(askAgainAfter, LIMITED_PAUSE)
            : askAgainAfter);
  }
}
