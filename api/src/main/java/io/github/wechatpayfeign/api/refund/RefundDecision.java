package io.github.wechatpayfeign.api.refund;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.api.internal.DurationConverter;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of a refund. {@link Refunded}, {@link Processing}, {@link Abnormal} and {@link Closed}
 * are proved by a signed answer about this number, this order and these amounts. After each
 * decision except {@link Closed}, the refund keeps its number.
 *
 * <p>On Java 21 a {@code switch} over its types is complete without a default; on Java 17, a {@code
 * switch} expression over {@link #kind()} is.
 *
 * <p>It can be stored in a queue or a cache: Jackson 2 and 3 write it as JSON, with its {@code
 * kind}, and read it back as an equal {@code RefundDecision}, without a module or a setting. It is
 * also {@link Serializable}.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RefundDecision.Refunded.class, name = "REFUNDED"),
  @JsonSubTypes.Type(value = RefundDecision.Processing.class, name = "PROCESSING"),
  @JsonSubTypes.Type(value = RefundDecision.Abnormal.class, name = "ABNORMAL"),
  @JsonSubTypes.Type(value = RefundDecision.Closed.class, name = "CLOSED"),
  @JsonSubTypes.Type(value = RefundDecision.Refused.class, name = "REFUSED"),
  @JsonSubTypes.Type(value = RefundDecision.Unsettled.class, name = "UNSETTLED")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface RefundDecision extends Serializable {

  /** The kinds of decision, one for each type. */
  enum Kind {
    /** See {@link Refunded}. */
    REFUNDED,
    /** See {@link Processing}. */
    PROCESSING,
    /** See {@link Abnormal}. */
    ABNORMAL,
    /** See {@link Closed}. */
    CLOSED,
    /** See {@link Refused}. */
    REFUSED,
    /** See {@link Unsettled}. */
    UNSETTLED
  }

  /** Returns the merchant refund number. */
  String outRefundNo();

  /** Returns the kind, for a {@code switch} on Java 17. */
  @JsonProperty("kind")
  Kind kind();

  /**
   * The money went back to the user.
   *
   * @param outRefundNo the merchant refund number
   * @param refund the signed answer: {@code SUCCESS}
   */
  record Refunded(
      @JsonProperty("outRefundNo") String outRefundNo, @JsonProperty("refund") Refund refund)
      implements RefundDecision {
    @Override
    public Kind kind() {
      return Kind.REFUNDED;
    }
  }

  /**
   * WeChat Pay accepted the refund, and the money is on its way: minutes to a balance, days to a
   * card. Look again with {@link Refunds#query}, or wait for the notice; do not apply again under
   * another number.
   *
   * @param outRefundNo the merchant refund number
   * @param refund the signed answer: {@code PROCESSING}
   */
  record Processing(
      @JsonProperty("outRefundNo") String outRefundNo, @JsonProperty("refund") Refund refund)
      implements RefundDecision {
    @Override
    public Kind kind() {
      return Kind.PROCESSING;
    }
  }

  /**
   * The refund exists, but the money could not go back, because the user's card is void or frozen.
   * A person has to act: in the merchant platform, the money can go to another card.
   *
   * @param outRefundNo the merchant refund number
   * @param refund the signed answer: {@code ABNORMAL}
   */
  record Abnormal(
      @JsonProperty("outRefundNo") String outRefundNo, @JsonProperty("refund") Refund refund)
      implements RefundDecision {
    @Override
    public Kind kind() {
      return Kind.ABNORMAL;
    }
  }

  /**
   * WeChat Pay gave the refund up, for example after the merchant was short of money for days. The
   * user got nothing. Only now does another refund need a new number.
   *
   * @param outRefundNo the merchant refund number
   * @param refund the signed answer: {@code CLOSED}
   */
  record Closed(
      @JsonProperty("outRefundNo") String outRefundNo, @JsonProperty("refund") Refund refund)
      implements RefundDecision {
    @Override
    public Kind kind() {
      return Kind.CLOSED;
    }
  }

  /**
   * WeChat Pay refused the refund, and a query after that did not find it. No application of this
   * call was left without an answer, so this call refunds nothing. <b>Errors are not signed</b>, so
   * this decision is weaker than the others. Act on the code of the failure, and apply again under
   * the same number: an earlier call with this number may still arrive.
   *
   * @param outRefundNo the merchant refund number
   * @param failure the refusal, such as {@code NOT_ENOUGH} or {@code INVALID_REQUEST}
   */
  record Refused(
      @JsonProperty("outRefundNo") String outRefundNo,
      @JsonProperty("failure") CloseFailure failure)
      implements RefundDecision {
    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }
  }

  /**
   * Nothing is certain: there was no proof yet when the attempts or the time ended. The money may
   * be on its way. Refund again later, with the same number and the same values.
   *
   * @param outRefundNo the merchant refund number
   * @param seen the newest signed answer in this call, which has a status that this version does
   *     not know, or null if there is none
   * @param failure the last failure, or null if there was none
   * @param applySent whether an application was sent that took effect or may have taken effect
   * @param askAgainAfter how long to wait before the next call, 0 or more
   */
  record Unsettled(
      @JsonProperty("outRefundNo") String outRefundNo,
      @JsonProperty("seen") @Nullable Refund seen,
      @JsonProperty("failure") @Nullable CloseFailure failure,
      @JsonProperty("applySent") boolean applySent,
      @JsonProperty("askAgainAfter")
          @JsonFormat(shape = JsonFormat.Shape.STRING)
          @JsonSerialize(using = ToStringSerializer.class)
          @JsonDeserialize(converter = DurationConverter.class)
          Duration askAgainAfter)
      implements RefundDecision {
    @Override
    public Kind kind() {
      return Kind.UNSETTLED;
    }
  }
}
