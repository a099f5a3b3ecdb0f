package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.wechatpayfeign.api.CloseReceipt;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order; the members of the JSON output, in its order.
 *
 * @param outTradeNo the merchant order number, null where only WeChat Pay's is known
 * @param status the HTTP status of what went wrong or of a plain close, null where no answer came
 * @param message the gateway's message, or the summary of an exception without one
 * @param summarized whether the message is such a summary, which has status and code in it
 * @param facts what a query said; null, and no members, where none is part of the command
 * @param followUp what is left to do; null, and no members, but after a decisive close
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
public record OrderResult(
    @JsonProperty("out_trade_no") @Nullable String outTradeNo,
    OrderOutcome outcome,
    @Nullable Integer status,
    @Nullable String code,
    @Nullable String message,
    @JsonIgnore boolean summarized,
    @JsonProperty("request_id") @Nullable String requestId,
    @Nullable String exception,
    @Nullable Reason reason,
    @Nullable NextStep next,
    @JsonUnwrapped @Nullable OrderFacts facts,
    @JsonUnwrapped @Nullable FollowUp followUp) {

  private static final int NO_CONTENT = 204;

  public static OrderResult of(@Nullable String outTradeNo, OrderOutcome outcome) {
    return new OrderResult(
        outTradeNo, outcome, null, null, null, false, null, null, null, null, null, null);
  }

  public static OrderResult closed(CloseReceipt receipt) {
    return new OrderResult(
        receipt.outTradeNo(),
        OrderOutcome.CLOSED,
        NO_CONTENT,
        null,
        null,
        false,
        receipt.requestId(),
        null,
        null,
        null,
        null,
        null);
  }

  /** Returns a result that tells of a failure. */
  public static OrderResult failed(
      @Nullable String outTradeNo,
      OrderOutcome outcome,
      RuntimeException failure,
      @Nullable NextStep next) {
    if (failure instanceof WechatPayException answered) {
      return failed(outTradeNo, outcome, answered, next);
    }
    return new OrderResult(
        outTradeNo,
        outcome,
        null,
        null,
        failure.getMessage() == null ? failure.toString() : failure.getMessage(),
        false,
        null,
        failure.getClass().getSimpleName(),
        null,
        next,
        null,
        null);
  }

  private static OrderResult failed(
      @Nullable String outTradeNo,
      OrderOutcome outcome,
      WechatPayException failure,
      @Nullable NextStep next) {
    return new OrderResult(
        outTradeNo,
        outcome,
        failure.status() == 0 ? null : failure.status(),
        failure.code(),
        failure.gatewayMessage() == null ? failure.summary() : failure.gatewayMessage(),
        failure.gatewayMessage() == null,
        failure.requestId(),
        failure.getClass().getSimpleName(),
        failure instanceof ResponseNotVerifiedException answer ? answer.reason() : null,
        next,
        null,
        null);
  }

  /** Returns this result with what a query said. */
  public OrderResult with(OrderFacts newFacts) {
    return with(newFacts, followUp);
  }

  /** Returns this result with what a decisive close found out. */
  public OrderResult with(OrderFacts newFacts, @Nullable FollowUp newFollowUp) {
    return new OrderResult(
        outTradeNo,
        outcome,
        status,
        code,
        message,
        summarized,
        requestId,
        exception,
        reason,
        next,
        newFacts,
        newFollowUp);
  }

  /**
   * Returns whether a later run has nothing left to do. A refusal decides only if it is about the
   * order's state: one that blames the key, the request or the hour says nothing of the order.
   */
  @JsonIgnore
  boolean isDecided() {
    return switch (outcome) {
      case CLOSED, ALREADY_CLOSED, FOUND, PAID, REFUNDED, NOT_FOUND -> true;
      case REJECTED -> next == NextStep.QUERY_ORDER;
      case INVALID, UNSETTLED, UNKNOWN -> false;
    };
  }
}
