package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.errors.NextStep;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes results from the decisions of {@code closeDecisively}. */
public final class Decisions {

  private Decisions() {}

  /** Returns the result of a decisive close. */
  public static OrderResult of(CloseDecision decision) {
    if (decision instanceof CloseDecision.Unsettled unsettled) {
      return unsettled(unsettled);
    }
    if (decision instanceof CloseDecision.NotFound missing) {
      // Check the number: another query would only say the same.
      return OrderResult.failed(
              missing.outTradeNo(),
              OrderOutcome.NOT_FOUND,
              cause(missing.answer()),
              NextStep.FIX_REQUEST)
          .with(OrderFacts.NONE, FollowUp.NONE);
    }
    return OrderResult.of(decision.outTradeNo(), OrderOutcome.valueOf(decision.kind().name()))
        .with(OrderFacts.of(proof(decision)), FollowUp.NONE);
  }

  /** Returns a result that keeps what is known: a close may have been sent, so stock must wait. */
  private static OrderResult unsettled(CloseDecision.Unsettled unsettled) {
    CloseFailure failure = unsettled.failure();
    OrderResult result =
        failure == null
            ? OrderResult.of(unsettled.outTradeNo(), OrderOutcome.UNSETTLED)
            : OrderResult.failed(
                unsettled.outTradeNo(),
                OrderOutcome.UNSETTLED,
                cause(failure),
                NextStep.RETRY_LATER);
    return result.with(
        OrderFacts.of(unsettled.seen()),
        new FollowUp(unsettled.closeSent(), wholeSeconds(unsettled.askAgainAfter())));
  }

  /** Returns the exception; it is present, because this process made the decision. */
  private static RuntimeException cause(CloseFailure failure) {
    return Objects.requireNonNull(failure.cause(), "cause");
  }

  /** Returns the signed answer that decided, or null if the decision has none. */
  private static @Nullable Transaction proof(CloseDecision decision) {
    if (decision instanceof CloseDecision.Closed closed) {
      return closed.transaction();
    }
    if (decision instanceof CloseDecision.AlreadyClosed closed) {
      return closed.transaction();
    }
    if (decision instanceof CloseDecision.Paid paid) {
      return paid.transaction();
    }
    return decision instanceof CloseDecision.Refunded refunded ? refunded.transaction() : null;
  }

  /** Rounds up, so that nobody asks too early. */
  private static long wholeSeconds(Duration pause) {
    return pause.plusNanos(999_999_999).toSeconds();
  }
}
