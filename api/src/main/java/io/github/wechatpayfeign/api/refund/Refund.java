package io.github.wechatpayfeign.api.refund;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.wechatpayfeign.api.internal.Lenient;
import io.github.wechatpayfeign.api.internal.SameAsRequest;
import io.github.wechatpayfeign.api.internal.Strict;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refund in the answer to an application or a query.
 *
 * <p>A missing member is null or an empty list, and unknown members are ignored. An optional member
 * without its documented form is null too. Only a {@code status} or an {@code amount} without its
 * documented form makes an answer unusable. Amounts are whole fen (0.01 yuan).
 *
 * @param refundId WeChat Pay's refund number
 * @param outRefundNo the merchant refund number
 * @param transactionId WeChat Pay's order number
 * @param outTradeNo the merchant order number
 * @param channel where the money goes: {@code ORIGINAL}, {@code BALANCE}, {@code OTHER_BALANCE} or
 *     {@code OTHER_BANKCARD}
 * @param userReceivedAccount the user's account in words, which {@link #toString()} leaves out
 * @param successTime when the money went back, with the offset of the answer
 * @param createTime when WeChat Pay accepted the refund
 * @param statusText the status as the answer spells it; {@link #status()} is the constant
 * @param fundsAccount the account that paid it, such as {@code AVAILABLE} or {@code UNSETTLED}
 * @param amount the amounts
 * @param promotionDetail the coupons that were refunded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Refund(
    @JsonProperty("refund_id") @Lenient @Nullable String refundId,
    @JsonProperty("out_refund_no") @SameAsRequest @Lenient @Nullable String outRefundNo,
    @JsonProperty("transaction_id") @SameAsRequest @Lenient @Nullable String transactionId,
    @JsonProperty("out_trade_no") @SameAsRequest @Lenient @Nullable String outTradeNo,
    @JsonProperty("channel") @Lenient @Nullable String channel,
    @JsonProperty("user_received_account") @Lenient @Nullable String userReceivedAccount,
    @JsonProperty("success_time")
        @Lenient
        @JsonSerialize(using = ToStringSerializer.class)
        @JsonFormat(
            shape = JsonFormat.Shape.STRING,
            without = JsonFormat.Feature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        @Nullable OffsetDateTime successTime,
    @JsonProperty("create_time")
        @Lenient
        @JsonSerialize(using = ToStringSerializer.class)
        @JsonFormat(
            shape = JsonFormat.Shape.STRING,
            without = JsonFormat.Feature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        @Nullable OffsetDateTime createTime,
    @JsonProperty("status") @JsonAlias("refund_status") @Nullable String statusText,
    @JsonProperty("funds_account") @Lenient @Nullable String fundsAccount,
    @JsonProperty("amount") @Strict @Nullable Amount amount,
    @JsonProperty("promotion_detail") @Lenient List<Promotion> promotionDetail)
    implements Serializable {

  /** Creates a refund; a null list becomes an empty one. */
  public Refund {
    promotionDetail = listOf(promotionDetail);
  }

  /** Returns the status, or {@link RefundStatus#UNKNOWN} if it is no known one. */
  public RefundStatus status() {
    return RefundStatus.of(statusText);
  }

  /** Returns the numbers, the status and the amounts, without the user's account. */
  @Override
  public String toString() {
    return "Refund[outRefundNo=%s, refundId=%s, outTradeNo=%s, transactionId=%s, status=%s, amount=%s]"
        .formatted(outRefundNo, refundId, outTradeNo, transactionId, statusText, amount);
  }

  static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * The amounts of a refund, in fen.
   *
   * @param total the price of the order
   * @param refund the amount of the refund
   * @param from the accounts that paid it
   * @param payerTotal the amount that the user paid
   * @param payerRefund the amount that the user gets back, without coupons
   * @param settlementRefund the amount that the merchant pays
   * @param settlementTotal the amount that the merchant got for the order
   * @param discountRefund the refunded part of the coupons
   * @param currency the currency, {@code CNY}
   * @param refundFee the fee that is given back
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Amount(
      @JsonProperty("total") @Strict @Nullable Long total,
      @JsonProperty("refund") @Strict @Nullable Long refund,
      @JsonProperty("from") @Lenient List<From> from,
      @JsonProperty("payer_total") @Strict @Nullable Long payerTotal,
      @JsonProperty("payer_refund") @Strict @Nullable Long payerRefund,
      @JsonProperty("settlement_refund") @Strict @Nullable Long settlementRefund,
      @JsonProperty("settlement_total") @Strict @Nullable Long settlementTotal,
      @JsonProperty("discount_refund") @Strict @Nullable Long discountRefund,
      @JsonProperty("currency") @Lenient @Nullable String currency,
      @JsonProperty("refund_fee") @Strict @Nullable Long refundFee)
      implements Serializable {

    /** Creates amounts; a null list becomes an empty one. */
    public Amount {
      from = listOf(from);
    }
  }

  /**
   * An account that paid a part of a refund.
   *
   * @param account {@code AVAILABLE} or {@code UNAVAILABLE}
   * @param amount the part, in fen
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record From(
      @JsonProperty("account") @Lenient @Nullable String account,
      @JsonProperty("amount") @Lenient @Nullable Long amount)
      implements Serializable {}

  /**
   * A coupon that was refunded.
   *
   * @param promotionId the coupon
   * @param scope {@code GLOBAL} for the whole order, {@code SINGLE} for single goods
   * @param type {@code CASH} or {@code NOCASH}
   * @param amount its amount, in fen
   * @param refundAmount the refunded part, in fen
   * @param goodsDetail the goods that it is for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Promotion(
      @JsonProperty("promotion_id") @Lenient @Nullable String promotionId,
      @JsonProperty("scope") @Lenient @Nullable String scope,
      @JsonProperty("type") @Lenient @Nullable String type,
      @JsonProperty("amount") @Lenient @Nullable Long amount,
      @JsonProperty("refund_amount") @Lenient @Nullable Long refundAmount,
      @JsonProperty("goods_detail") @Lenient List<Goods> goodsDetail)
      implements Serializable {

    /** Creates a coupon; a null list becomes an empty one. */
    public Promotion {
      goodsDetail = listOf(goodsDetail);
    }
  }

  /**
   * Goods of a refund.
   *
   * @param merchantGoodsId the merchant's id of the goods
   * @param wechatpayGoodsId WeChat Pay's id of the goods
   * @param goodsName the name
   * @param unitPrice the price of one piece, in fen
   * @param refundAmount the refunded amount, in fen
   * @param refundQuantity the number of pieces
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Goods(
      @JsonProperty("merchant_goods_id") @Lenient @Nullable String merchantGoodsId,
      @JsonProperty("wechatpay_goods_id") @Lenient @Nullable String wechatpayGoodsId,
      @JsonProperty("goods_name") @Lenient @Nullable String goodsName,
      @JsonProperty("unit_price") @Lenient @Nullable Long unitPrice,
      @JsonProperty("refund_amount") @Lenient @Nullable Long refundAmount,
      @JsonProperty("refund_quantity") @Lenient @Nullable Long refundQuantity)
      implements Serializable {}
}
