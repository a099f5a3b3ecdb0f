package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/** The results of steps that threw. */
public final class Failures {

  private Failures() {}

  /** Returns the result where the number breaks its rule. */
  public static OrderResult illegal(@Nullable String outTradeNo, IllegalArgumentException rule) {
    return OrderResult.failed(outTradeNo, OrderOutcome.INVALID, rule, NextStep.FIX_REQUEST);
  }

  public static OrderResult of(@Nullable String outTradeNo, RuntimeException failure) {
    if (failure instanceof WechatPayException known) {
      return OrderResult.failed(outTradeNo, outcome(known), known, known.next());
    }
    // Nobody foresaw this one: no more is claimed than is known.
    return OrderResult.failed(outTradeNo, OrderOutcome.UNKNOWN, failure, NextStep.QUERY_ORDER);
  }

  private static OrderOutcome outcome(WechatPayException failure) {
    if (failure.outcome() == Outcome.UNKNOWN) {
      return OrderOutcome.UNKNOWN;
    }
    // Nobody refused where nobody answered: then not one byte was sent.
    return failure.status() == 0 ? OrderOutcome.NOT_SENT : OrderOutcome.REJECTED;
  }
}
