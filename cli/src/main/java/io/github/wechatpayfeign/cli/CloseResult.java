package io.github.wechatpayfeign.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.wechatpayfeign.api.CloseReceipt;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order; the members of the JSON output, in its order.
 *
 * @param status the HTTP status, null where no answer came
 * @param message the gateway's message, or else the exception's
 */
@JsonPropertyOrder({
  "out_trade_no",
  "outcome",
  "status",
  "code",
  "message",
  "request_id",
  "exception",
  "reason",
  "next"
})
record CloseResult(
    @JsonProperty("out_trade_no") String outTradeNo,
    CloseOutcome outcome,
    @Nullable Integer status,
    @Nullable String code,
    @Nullable String message,
    @JsonProperty("request_id") @Nullable String requestId,
    @Nullable String exception,
    @Nullable Reason reason,
    @Nullable NextStep next) {

  private static final int NO_CONTENT = 204;

  static CloseResult closed(CloseReceipt receipt) {
    return new CloseResult(
        receipt.outTradeNo(),
        CloseOutcome.CLOSED,
        NO_CONTENT,
        null,
        null,
        receipt.requestId(),
        null,
        null,
        null);
  }

  /** Returns the result where the order number breaks the rule. */
  static CloseResult illegal(String outTradeNo, IllegalArgumentException rule) {
    return withoutAnswer(outTradeNo, CloseOutcome.INVALID, rule, NextStep.FIX_REQUEST);
  }

  /** Returns the result of a failure that nobody foresaw: no more is claimed than is known. */
  static CloseResult unforeseen(String outTradeNo, RuntimeException failure) {
    return withoutAnswer(outTradeNo, CloseOutcome.UNKNOWN, failure, NextStep.QUERY_ORDER);
  }

  static CloseResult failed(String outTradeNo, WechatPayException failure) {
    return new CloseResult(
        outTradeNo,
        outcome(failure),
        failure.status() == 0 ? null : failure.status(),
        failure.code(),
        failure.gatewayMessage() == null ? failure.getMessage() : failure.gatewayMessage(),
        failure.requestId(),
        failure.getClass().getSimpleName(),
        failure instanceof ResponseNotVerifiedException answer ? answer.reason() : null,
        failure.next());
  }

  private static CloseOutcome outcome(WechatPayException failure) {
    if (failure.outcome() == Outcome.UNKNOWN) {
      return CloseOutcome.UNKNOWN;
    }
    // Nobody refused where nobody answered: then not one byte was sent.
    return failure.status() == 0 ? CloseOutcome.INVALID : CloseOutcome.REJECTED;
  }

  private static CloseResult withoutAnswer(
      String outTradeNo, CloseOutcome outcome, RuntimeException failure, NextStep next) {
    return new CloseResult(
        outTradeNo,
        outcome,
        null,
        null,
        failure.getMessage() == null ? failure.toString() : failure.getMessage(),
        null,
        failure.getClass().getSimpleName(),
        null,
        next);
  }
}
