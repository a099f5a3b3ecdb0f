package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure in a decisive close or refund: the facts of an exception, which can be written as JSON,
 * read back and compared. The exception itself is available only in the process that threw it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class CloseFailure implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MAX_MESSAGE_LENGTH = 2_000;

  @JsonProperty("exception")
  private final String exception;

  @JsonProperty("outcome")
  private final @Nullable Outcome outcome;

  @JsonProperty("next")
  private final @Nullable NextStep next;

  @JsonProperty("status")
  private final int status;

  @JsonProperty("code")
  private final @Nullable String code;

  @JsonProperty("message")
  private final @Nullable String message;

  @JsonProperty("requestId")
  private final @Nullable String requestId;

  private final transient @Nullable RuntimeException cause;

  @JsonCreator
  private CloseFailure(
      @JsonProperty("exception") String exception,
      @JsonProperty("outcome") @Nullable Outcome outcome,
      @JsonProperty("next") @Nullable NextStep next,
      @JsonProperty("status") int status,
      @JsonProperty("code") @Nullable String code,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("requestId") @Nullable String requestId) {
    this.exception = Objects.requireNonNull(exception, "exception");
    this.outcome = outcome;
    this.next = next;
    this.status = status;
    this.code = code;
    this.message = message;
    this.requestId = requestId;
    this.cause = null;
  }

  private CloseFailure(RuntimeException cause, @Nullable WechatPayException known) {
    this.exception = cause.getClass().getName();
    this.outcome = known == null ? null : known.outcome();
    this.next = known == null ? null : known.next();
    this.status = known == null ? 0 : known.status();
    this.code = known == null ? null : known.code();
    this.message = cut(cause.getMessage());
    this.requestId = known == null ? null : known.requestId();
    this.cause = cause;
  }

  /** Returns the facts of an exception; its message is cut after 2,000 characters. */
  public static CloseFailure of(RuntimeException cause) {
    return new CloseFailure(cause, cause instanceof WechatPayException known ? known : null);
  }

  private static @Nullable String cut(@Nullable String message) {
    return message == null || message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH) + "...";
  }

  /** Returns the name of the exception's class. */
  public String exception() {
    return exception;
  }

  /**
   * Returns what the failed call says about the order, or null if the exception is not this
   * library's.
   */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** Returns what to do next, or null if the exception is not this library's. */
  public @Nullable NextStep next() {
    return next;
  }

  /** Returns the HTTP status of the answer, or 0 if none came. */
  public int status() {
    return status;
  }

  /**
   * Returns the error code as the gateway wrote it, such as {@code "TRADE_ERROR"}, or null if there
   * is none.
   */
  public @Nullable String code() {
    return code;
  }

  /** Returns the exception's message, or null if it has none. */
  public @Nullable String message() {
    return message;
  }

  /**
   * Returns the {@code Request-ID} of the answer, to give to WeChat Pay's support, or null if there
   * is none.
   */
  public @Nullable String requestId() {
    return requestId;
  }

  /**
   * Returns the exception itself, for example for a log, or null after this was read from JSON or
   * deserialized. {@link #equals} ignores it.
   */
  public @Nullable RuntimeException cause() {
    return cause;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CloseFailure that
        && exception.equals(that.exception)
        && outcome == that.outcome
        && next == that.next
        && status == that.status
        && Objects.equals(code, that.code)
        && Objects.equals(message, that.message)
        && Objects.equals(requestId, that.requestId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(exception, outcome, next, status, code, message, requestId);
  }

  @Override
  public String toString() {
    return exception + ": " + message;
  }
}
