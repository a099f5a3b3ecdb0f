package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order that was to be closed: what to do with its stock and its money. All but
 * {@link NotFound} and {@link Unsettled} rest on a signed answer to a query.
 *
 * <p>On Java 21 a {@code switch} over its types is complete without a default; on Java 17, a {@code
 * switch} expression over {@link #kind()} is.
 *
 * <p>It can be kept in a queue or a cache: Jackson 2 and 3 write it as JSON, with its {@code kind},
 * and read it back as a {@code CloseDecision} that is equal, without a module or a setting. It is
 * also {@link Serializable}.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CloseDecision.Closed.class, name = "CLOSED"),
  @JsonSubTypes.Type(value = CloseDecision.AlreadyClosed.class, name = "ALREADY_CLOSED"),
  @JsonSubTypes.Type(value = CloseDecision.Paid.class, name = "PAID"),
  @JsonSubTypes.Type(value = CloseDecision.Refunded.class, name = "REFUNDED"),
  @JsonSubTypes.Type(value = CloseDecision.NotFound.class, name = "NOT_FOUND"),
  @JsonSubTypes.Type(value = CloseDecision.Unsettled.class, name = "UNSETTLED")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface CloseDecision extends Serializable {

  /** The kinds of a decision, one a type. */
  enum Kind {
    /** See {@link Closed}. */
    CLOSED,
    /** See {@link AlreadyClosed}. */
    ALREADY_CLOSED,
    /** See {@link Paid}. */
    PAID,
    /** See {@link Refunded}. */
    REFUNDED,
    /** See {@link NotFound}. */
    NOT_FOUND,
    /** See {@link Unsettled}. */
    UNSETTLED
  }

  /** Returns the merchant order number. */
  String outTradeNo();

  /** Returns the kind, for a {@code switch} on Java 17. */
  @JsonProperty("kind")
  Kind kind();

  /**
   * The order is closed: a query after a close of this call, or after one that saw it open, says
   * so. Release the stock; the order can no longer be paid.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query after the close answered, signed: {@code CLOSED}, or {@code
   *     REVOKED}
   */
  record Closed(
      @JsonProperty("outTradeNo") String outTradeNo,
      @JsonProperty("transaction") Transaction transaction)
      implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.CLOSED;
    }
  }

  /**
   * The order was closed before this call could close it: release the stock, if that was not done.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query answered, signed: {@code CLOSED}, or {@code REVOKED}
   */
  record AlreadyClosed(
      @JsonProperty("outTradeNo") String outTradeNo,
      @JsonProperty("transaction") Transaction transaction)
      implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.ALREADY_CLOSED;
    }
  }

  /**
   * The order is paid and cannot be closed: deliver, or refund.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query answered, signed
   */
  record Paid(
      @JsonProperty("outTradeNo") String outTradeNo,
      @JsonProperty("transaction") Transaction transaction)
      implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.PAID;
    }
  }

  /**
   * The order was paid, and a refund of it was begun, of the whole or a part: see the refund.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query answered, signed
   */
  record Refunded(
      @JsonProperty("outTradeNo") String outTradeNo,
      @JsonProperty("transaction") Transaction transaction)
      implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.REFUNDED;
    }
  }

  /**
   * WeChat Pay knows no such order: two queries said so, one before and one after a close that did
   * not contradict them. <b>An answer that says so is not signed</b>, so this is weaker than the
   * other decisions. Check the number and the merchant number; an order whose placing is still
   * under way can yet appear.
   *
   * @param outTradeNo the merchant order number
   * @param answer the answer to the second query
   */
  record NotFound(
      @JsonProperty("outTradeNo") String outTradeNo, @JsonProperty("answer") CloseFailure answer)
      implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.NOT_FOUND;
    }
  }

  /**
   * Nothing is certain: the user is paying, or what is known was not enough when the attempts or
   * the time came to an end. Keep the stock, and ask again.
   *
   * @param outTradeNo the merchant order number
   * @param seen the newest signed answer to a query in this call; null if none came
   * @param failure what went wrong last; null if nothing did
   * @param closeSent whether a close was sent that took effect, or may have: the order may be
   *     closed
   * @param askAgainAfter how long to wait before closing it again, 0 or more
   */
  record Unsettled(
      @JsonProperty("outTradeNo") String outTradeNo,
      @JsonProperty("seen") @Nullable Transaction seen,
      @JsonProperty("failure") @Nullable CloseFailure failure,
      @JsonProperty("closeSent") boolean closeSent,
      @JsonProperty("askAgainAfter")
          @JsonFormat(shape = JsonFormat.Shape.STRING)
          @JsonSerialize(using = ToStringSerializer.class)
          @JsonDeserialize(converter = DurationConverter.class)
          Duration askAgainAfter)
      implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.UNSETTLED;
    }
  }
}
