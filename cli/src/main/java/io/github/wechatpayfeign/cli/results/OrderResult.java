package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.wechatpayfeign.api.CloseReceipt;
import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order. The components are the members of the JSON output, in the same order.
 * The last three are groups of members; a group that is null adds no members.
 *
 * @param outTradeNo the merchant order number, or null if only WeChat Pay's is known
 * @param status the HTTP status of a failure or of a plain close, or null if no answer came
 * @param message the gateway's message, or a sentence of this program if there is none
 * @param requestId the {@code Request-ID} of the deciding answer, or null if none came
 * @param explanation why the signature was refused, or what to do about the network; null if
 *     nothing more is known
 * @param effort when it was decided and what that took; null until the order is done
 * @param facts what a query said; null if the command makes no query
 * @param followUp what is left to do; null unless the close was decisive
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
  "next",
  "explanation"
})
public record OrderResult(
    @JsonProperty("out_trade_no") @Nullable String outTradeNo,
    OrderOutcome outcome,
    @Nullable Integer status,
    @Nullable String code,
    @Nullable String message,
    @JsonProperty("request_id") @Nullable String requestId,
    @Nullable String exception,
    @Nullable Reason reason,
    @Nullable NextStep next,
    @Nullable String explanation,
    @JsonUnwrapped @Nullable OrderEffort effort,
    @JsonUnwrapped @Nullable OrderFacts facts,
    @JsonUnwrapped @Nullable FollowUp followUp) {

  private static final int NO_CONTENT = 204;

  /** Returns a result of which only the outcome is known. */
  public static OrderResult of(@Nullable String outTradeNo, OrderOutcome outcome) {
    return answered(outTradeNo, outcome, null, null);
  }

  /** Returns the result of a plain close that was answered 204. */
  public static OrderResult closed(CloseReceipt receipt) {
    return answered(receipt.outTradeNo(), OrderOutcome.CLOSED, NO_CONTENT, receipt.requestId());
  }

  private static OrderResult answered(
      @Nullable String outTradeNo,
      OrderOutcome outcome,
      @Nullable Integer status,
      @Nullable String requestId) {
    return new OrderResult(
        outTradeNo,
        outcome,
        status,
        null,
        null,
        requestId,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Returns the result of a failure. */
  public static OrderResult failed(
      @Nullable String outTradeNo,
      OrderOutcome outcome,
      RuntimeException failure,
      @Nullable NextStep next) {
    FailureText text = FailureText.of(failure);
    return new OrderResult(
        outTradeNo,
        outcome,
        text.status(),
        text.code(),
        text.message(),
        text.requestId(),
        failure.getClass().getSimpleName(),
        failure instanceof ResponseNotVerifiedException answer ? answer.reason() : null,
        next,
        text.explanation(),
        null,
        null,
        null);
  }

  /** Returns this result with the facts of a query. */
  public OrderResult with(OrderFacts newFacts) {
    return with(requestId, effort, newFacts, followUp);
  }

  /** Returns this result with the facts and the next step of a decisive close. */
  public OrderResult with(OrderFacts newFacts, @Nullable FollowUp newFollowUp) {
    return with(requestId, effort, newFacts, newFollowUp);
  }

  /**
   * Returns this result with the time and the effort that it took.
   *
   * @param lastRequestId the {@code Request-ID} of the last answer, for a result that has none
   */
  public OrderResult with(OrderEffort newEffort, @Nullable String lastRequestId) {
    return with(requestId == null ? lastRequestId : requestId, newEffort, facts, followUp);
  }

  private OrderResult with(
      @Nullable String newRequestId,
      @Nullable OrderEffort newEffort,
      @Nullable OrderFacts newFacts,
      @Nullable FollowUp newFollowUp) {
    return new OrderResult(
        outTradeNo,
        outcome,
        status,
        code,
        message,
        newRequestId,
        exception,
        reason,
        next,
        explanation,
        newEffort,
        newFacts,
        newFollowUp);
  }

  /** Returns what went wrong, in the words of all commands. */
  FailureText failure() {
    return new FailureText(status, code, message, explanation, requestId);
  }

  /** Returns whether nothing can succeed until the credentials or the clock are fixed. */
  @JsonIgnore
  public boolean blamesCredentials() {
    return next == NextStep.FIX_CREDENTIALS_OR_CLOCK;
  }

  /** Returns whether it is based on an answer that a key of WeChat Pay verified. */
  @JsonIgnore
  public boolean isVerified() {
    return switch (outcome) {
      case CLOSED, ALREADY_CLOSED, FOUND, PAID, REFUNDED -> true;
      // An error may come unsigned; a trade state always comes from a signed answer.
      case NOT_FOUND, REJECTED, INVALID, NOT_SENT, UNSETTLED, UNKNOWN ->
          facts != null && facts.tradeState() != null;
    };
  }

  /**
   * Returns whether the configured key of WeChat Pay does not fit an answer. One such answer may be
   * forged; if all answers are like this, the configured key is wrong.
   */
  @JsonIgnore
  public boolean blamesKeyOfWechatPay() {
    return reason == Reason.WRONG_SIGNATURE || reason == Reason.UNKNOWN_SERIAL;
  }

  /** Returns the exit code of a run in which nothing worse happened. */
  public int exitCode() {
    return blamesCredentials()
        ? ExitCode.worse(ExitCode.WRONG_CREDENTIALS, outcome.exitCode())
        : outcome.exitCode();
  }

  /**
   * Returns whether a later run can skip the order. A refusal decides only if it is about the state
   * of the order: one about the key, the request or the load says nothing about the order.
   */
  @JsonIgnore
  boolean isDecided() {
    return switch (outcome) {
      case CLOSED, ALREADY_CLOSED, FOUND, PAID, REFUNDED, NOT_FOUND -> true;
      case REJECTED -> next == NextStep.QUERY_ORDER;
      case INVALID, NOT_SENT, UNSETTLED, UNKNOWN -> false;
    };
  }
}
