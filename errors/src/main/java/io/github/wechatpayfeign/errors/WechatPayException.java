package io.github.wechatpayfeign.errors;

import feign.FeignException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to WeChat Pay did not succeed. {@link #outcome()} says what is known about the order,
 * {@link #next()} says what to do.
 *
 * <p>It is a {@link FeignException} without the request: {@link #request()} is null and {@link
 * #hasRequest()} is false, so it cannot leak a signature. {@link #status()} is the HTTP status, or
 * 0 if no answer came. {@link #responseHeaders()} has the headers that the gateway sent; a look-up
 * ignores the case of their names.
 */
public abstract class WechatPayException extends FeignException {

  private static final long serialVersionUID = 1L;

  private final String summary;
  private final Outcome outcome;
  private final NextStep next;
  private final int attempts;
  private final @Nullable String requestId;

  /** For a call without an answer. */
  WechatPayException(
      String message, Throwable cause, Outcome outcome, NextStep next, CallFacts facts) {
    super(0, message + consequence(outcome, next, facts, null), cause);
    this.summary = message;
    this.outcome = facts.outcome(outcome);
    this.next = facts.next(outcome, next);
    this.attempts = facts.attempts();
    this.requestId = null;
  }

  /** For a call with an answer. */
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
   * next step, attempts and Request-ID. Use it in a text that states those in another form.
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

  /** Returns how many attempts the call made; 0 if it ended before its first attempt. */
  public int attempts() {
    return attempts;
  }

  /** Returns whether the same request, with a new signature, may be sent again unchanged. */
  public boolean retryable() {
    return next == NextStep.RETRY_LATER;
  }

  /**
   * Returns how long the answer asks to wait before the next request, 0 to 365 days, or empty if it
   * does not ask: the same as {@link #retryAfter(Clock)} with the system's clock.
   */
  public Optional<Duration> retryAfter() {
    return retryAfter(Clock.systemUTC());
  }

  /**
   * Returns how long the answer asks to wait before the next request, by its header {@code
   * Retry-After}: 0 to 365 days, or empty if it does not ask or there is no answer. Of several
   * values the longest wait counts. A value that is neither a number of seconds nor a date is
   * ignored.
   *
   * @param clock the clock that a date is compared with if the answer has no {@code Date} header
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
   */
  public Optional<Duration> retryAfter(Clock clock) {
    return RetryAfter.of(responseHeaders(), clock);
  }

  /**
   * Returns the {@code Request-ID} of the answer, to give to WeChat Pay's support, or null if there
   * is none.
   */
  public @Nullable String requestId() {
    return requestId;
  }

  /**
   * Returns the error code as the gateway wrote it, such as {@code "TRADE_ERROR"}, or null if there
   * is none.
   */
  public @Nullable String code() {
    return null;
  }

  /**
   * Returns the error code as the official pages spell it, whatever the status is, or null if there
   * is none or no page lists it. The number of such codes is small, so they can be the label of a
   * metric.
   */
  public @Nullable String documentedCode() {
    return null;
  }

  /** Returns the {@code message} of the answer in the gateway's words, or null if there is none. */
  public @Nullable String gatewayMessage() {
    return null;
  }

  /**
   * Returns the {@code detail} of the answer as far as it has the documented form, or null if there
   * is none.
   */
  public @Nullable ErrorDetail detail() {
    return null;
  }

  /**
   * Returns the {@code detail} of the answer as JSON on one line, whatever its shape is. Returns
   * null if there is none, or if it is longer than 16,384 characters; then {@link #content()} has
   * its start.
   */
  public @Nullable String detailJson() {
    return null;
  }

  /**
   * Returns the remedy that the official page gives for this error, in the page's words, or null if
   * the failure is not an error answer.
   */
  public @Nullable String remedy() {
    return null;
  }

  /**
   * Returns the {@code Request-ID} of an answer from its headers, on one line and cut after 512
   * characters, or null if there is none.
   *
   * @param headers the headers, with names in any case
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
        + facts.next(outcome, next).advice(Locale.ROOT)
        + facts.describe()
        + (requestId == null ? "]" : ", Request-ID " + requestId + "]");
  }
}
