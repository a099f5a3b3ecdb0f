package io.github.wechatpayfeign.errors;

import feign.FeignException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call to WeChat Pay that did not succeed. {@link #outcome()} says what is known about the order,
 * {@link #next()} what to do.
 *
 * <p>It is a {@link FeignException} without the request in it: {@link #request()} is null and
 * {@link #hasRequest()} is false, so no signature can leak from it. {@link #status()} is the HTTP
 * status, or 0 where no answer came.
 */
public abstract class WechatPayException extends FeignException {

  private static final long serialVersionUID = 1L;

  private final Outcome outcome;
  private final NextStep next;
  private final int attempts;
  private final @Nullable String requestId;

  /** For a call that no answer came to. */
  WechatPayException(
      String message, Throwable cause, Outcome outcome, NextStep next, CallFacts facts) {
    super(0, message + consequence(outcome, next, facts, null), cause);
    this.outcome = facts.outcome(outcome);
    this.next = facts.next(outcome, next);
    this.attempts = facts.attempts();
    this.requestId = null;
  }

  /** For a call that was answered. */
  WechatPayException(
      int status,
      String message,
      byte[] body,
      Map<String, Collection<String>> headers,
      Outcome outcome,
      NextStep next,
      CallFacts facts) {
    super(
        status,
        message + consequence(outcome, next, facts, requestId(headers)),
        ResponseBodies.firstPart(body),
        headers);
    this.outcome = facts.outcome(outcome);
    this.next = facts.next(outcome, next);
    this.attempts = facts.attempts();
    this.requestId = requestId(headers);
  }

  /** Returns whether the call changed nothing, or may have taken effect. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns what to do next. */
  public NextStep next() {
    return next;
  }

  /** Returns how many attempts the call made: 0 if it ended before its request could be sent. */
  public int attempts() {
    return attempts;
  }

  /** Returns whether the same request, signed anew, may be sent again as it is. */
  public boolean retryable() {
    return next == NextStep.RETRY_LATER;
  }

  /** Returns the {@code Request-ID} of the answer, to quote to WeChat Pay's support. */
  public @Nullable String requestId() {
    return requestId;
  }

  /** Returns the error code as the gateway wrote it, such as {@code "TRADE_ERROR"}. */
  public @Nullable String code() {
    return null;
  }

  /**
   * Returns the error code as the official pages spell it; null where there is none, or where no
   * page lists it. So there are few of them, as a label of a metric needs.
   */
  public @Nullable String documentedCode() {
    return null;
  }

  /** Returns the {@code message} of the answer, in the gateway's words. */
  public @Nullable String gatewayMessage() {
    return null;
  }

  /** Returns the {@code detail} of the answer. */
  public @Nullable ErrorDetail detail() {
    return null;
  }

  /** Returns the remedy that the official page gives for this error, in the page's words. */
  public @Nullable String remedy() {
    return null;
  }

  private static @Nullable String requestId(Map<String, Collection<String>> headers) {
    String requestId = ResponseHeaders.first(headers, "Request-ID");
    return requestId == null ? null : Texts.oneLine(requestId);
  }

  private static String consequence(
      Outcome outcome, NextStep next, CallFacts facts, @Nullable String requestId) {
    return " [outcome "
        + facts.outcome(outcome)
        + ", next: "
        + facts.next(outcome, next).advice()
        + facts.describe()
        + (requestId == null ? "]" : ", Request-ID " + requestId + "]");
  }
}
