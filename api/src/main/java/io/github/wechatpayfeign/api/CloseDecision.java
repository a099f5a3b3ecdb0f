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
import io.github.wechatpayfeign.api.internal.DurationConverter;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of closing an order: it decides what to do with the stock and the money. All types
 * except {@link NotFound} and {@link Unsettled} are proved by a signed answer to a query.
 *
 * <p>On Java 21 a {@code switch} over its types is complete without a default; on Java 17, a {@code
 * switch} expression over {@link #kind()} is.
 *
 * <p>It can be stored in a queue or a cache: Jackson 2 and 3 write it as JSON, with its {@code
 * kind}, and read it back as an equal {@code CloseDecision}, without a module or a setting. It is
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

  /** The kinds of decision, one for each type. */
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
   * The order is closed: a signed query says so, after a close of this call or after a query that
   * saw the order unpaid. Release the stock; the order can no longer be paid.
   *
   * <p>Example: the first query says {@code NOTPAY}, the close is answered 204, and the second
   * query says {@code CLOSED}. The decision is the same if the answer to the close was lost, or if
   * another process closed the order after the first query.
   *
   * @param outTradeNo the merchant order number
   * @param transaction the signed answer to the last query: {@code CLOSED} or {@code REVOKED}
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
   * The order was closed before this call could close it. Release the stock if that has not been
   * done. With {@link ClosePolicy#closeFirst()}, most such orders are {@link Closed}.
   *
   * @param outTradeNo the merchant order number
   * @param transaction the signed answer to the query: {@code CLOSED} or {@code REVOKED}
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
   * The order is paid and cannot be closed. Deliver, or refund with {@code Refunds} in the package
   * {@code refund}.
   *
   * @param outTradeNo the merchant order number
   * @param transaction the signed answer to the query
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
   * The order was paid, and a refund of all or a part of it has begun. Look at the refund.
   *
   * @param outTradeNo the merchant order number
   * @param transaction the signed answer to the query
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
   * WeChat Pay does not know the order: two queries said so, one before and one after a close that
   * did not contradict them, or both after it if the policy closes first. <b>Such an answer is not
   * signed</b>, so this decision is weaker than the others. Check the order number and the merchant
   * number. An order that is just being placed can still appear.
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
   * Nothing is certain: the user is paying, or there was no proof yet when the attempts or the time
   * ended. Keep the stock, and close the order again later.
   *
   * @param outTradeNo the merchant order number
   * @param seen the newest signed answer to a query in this call, or null if there is none
   * @param failure the last failure, or null if there was none
   * @param closeSent whether a close was sent that took effect or may have taken effect: then the
   *     order may be closed
   * @param askAgainAfter how long to wait before closing the order again, 0 or more
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
