package io.github.wechatpayfeign.errors;

import feign.FeignException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to WeChat Pay that did not succeed. {@link #outcome()} says what is known about the order,
 * {@link #next()} what to do.
 *
 * <p>It is a {@link FeignException} without the request in it: {@link #request()} is null and
 * {@link #hasRequest()} is false, so no signature can leak from it. {@link #status()} is the HTTP
 * status, or 0 if no answer came. {@link #responseHeaders()} are those that the gateway sent,
 * whatever the case of their names.
 */
public abstract class WechatPayException extends FeignException {

  private static final long serialVersionUID = 1L;

  private final String summary;
  private final Outcome outcome;
  private final NextStep next;
  private final int attempts;
  private final @Nullable String requestId;

  /** For a call that no answer came to. */
  WechatPayException(
      String message, Throwable cause, Outcome outcome, NextStep next, CallFacts facts) {
    super(0, message + consequence(outcome, next, facts, null), cause);
    this.summary = message;
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
        message + consequence(outcome, next, facts, requestIdOf(headers)),
        ResponseBodies.firstPart(body),
        ResponseHeaders.ofGateway(headers));
    this.summary = message;
    this.outcome = facts.outcome(outcome);
    this.next = facts.next(outcome, next);
    this.attempts = facts.attempts();
    this.requestId = requestIdOf(headers);
  }

  /**
   * Returns what happened, on one line: the {@linkplain #getMessage() message} without outcome,
   * next step, attempts and Request-ID, for a text that says those in its own words or another's.
   */
  public String summary() {
    return summary;
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

  /**
   * Returns how long the answer asks to wait before the next request, 0 to 365 days, as {@link
   * #retryAfter(Clock)} does with the system's clock.
   */
  public Optional<Duration> retryAfter() {
    return retryAfter(Clock.systemUTC());
  }

  /**
   * Returns how long the answer asks to wait before the next request, by its header {@code
   * Retry-After}: 0 to 365 days, or empty if it does not ask or there is no answer. Of several
   * values the longest one counts, and one that is neither a number of seconds nor a date does not.
   *
   * @param clock what a date is compared with if the answer has no {@code Date} of its own
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
   */
  public Optional<Duration> retryAfter(Clock clock) {
    return RetryAfter.of(responseHeaders(), clock);
  }

  /**
   * Returns the {@code Request-ID} of the answer, to quote to WeChat Pay's support; null if there
   * is none.
   */
  public @Nullable String requestId() {
    return requestId;
  }

  /** Returns the error code as the gateway wrote it, such as {@code "TRADE_ERROR"}. */
  public @Nullable String code() {
    return null;
  }

  /**
   * Returns the error code as the official pages spell it, whatever the status is; null if there is
   * none, or if no page lists it. So there are few of them, as a label of a metric needs.
   */
  public @Nullable String documentedCode() {
    return null;
  }

  /** Returns the {@code message} of the answer, in the gateway's words. */
  public @Nullable String gatewayMessage() {
    return null;
  }

  /** Returns the {@code detail} of the answer, as far as it has the documented form. */
  public @Nullable ErrorDetail detail() {
    return null;
  }

  /**
   * Returns the {@code detail} of the answer as JSON on one line, whatever its shape is; null if
   * there is none, or if it is longer than 16,384 characters: then {@link #content()} has its
   * start.
   */
  public @Nullable String detailJson() {
    return null;
  }

  /** Returns the remedy that the official page gives for this error, in the page's words. */
  public @Nullable String remedy() {
    return null;
  }

  /**
   * Returns the {@code Request-ID} of an answer from its headers, on one line and cut after 512
   * characters; null if there is none.
   *
   * @param headers the headers, in any case
   */
  public static @Nullable String requestIdOf(Map<String, Collection<String>> headers) {
    String requestId = ResponseHeaders.first(headers, "Request-ID");
    String line = requestId == null ? "" : Texts.oneLine(requestId);
    return line.isEmpty() ? null : line;
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
