package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * Makes results from exceptions. This is where an exception becomes an outcome and so an exit code,
 * so it never claims more than is known: what is unclear is {@code UNKNOWN}.
 */
public final class FailureResults {

  private FailureResults() {}

  /** Returns the result of an order whose number breaks its rule. */
  public static OrderResult illegal(@Nullable String outTradeNo, IllegalArgumentException rule) {
    return OrderResult.failed(outTradeNo, OrderOutcome.INVALID, rule, NextStep.FIX_REQUEST);
  }

  /** Returns the result of a call that failed. */
  public static OrderResult of(@Nullable String outTradeNo, RuntimeException failure) {
    if (failure instanceof WechatPayException known) {
      return OrderResult.failed(outTradeNo, outcome(known), known, known.next());
    }
    // An exception that is not expected here: the request may have been sent before it.
    return OrderResult.failed(outTradeNo, OrderOutcome.UNKNOWN, failure, NextStep.QUERY_ORDER);
  }

  private static OrderOutcome outcome(WechatPayException failure) {
    if (failure.outcome() == Outcome.UNKNOWN) {
      return OrderOutcome.UNKNOWN;
    }
    // The outcome is not unknown, so without an answer nothing was sent.
    return failure.status() == 0 ? OrderOutcome.NOT_SENT : OrderOutcome.REJECTED;
  }
}
