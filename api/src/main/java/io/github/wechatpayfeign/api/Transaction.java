package io.github.wechatpayfeign.api;

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
 * An order in the answer to a query. This type is for an order of a merchant ({@code appid}, {@code
 * mchid}), of a service provider ({@code sp_...}, {@code sub_...}) and for a sub-order of a
 * combined order.
 *
 * <p>A missing member is null or an empty list, and unknown members are ignored. An optional member
 * without its documented form, such as an empty text or another JSON type, is null too; except for
 * an empty text, a line of the log on level {@code DEBUG} names it. Only a {@code trade_state} or
 * an {@code amount} without its documented form makes an answer unusable.
 *
 * <p>Amounts are whole fen (0.01 yuan) if the currency is CNY.
 *
 * @param appid the app that the order was placed with
 * @param mchid the merchant
 * @param spAppid the service provider's app
 * @param spMchid the service provider
 * @param subAppid the sub-merchant's app
 * @param subMchid the sub-merchant
 * @param outTradeNo the merchant order number
 * @param transactionId WeChat Pay's order number, once the order is paid
 * @param tradeType how the order is paid, such as {@code JSAPI} or {@code NATIVE}
 * @param tradeStateText the state as the answer spells it; {@link #tradeState()} is the constant
 * @param tradeStateDesc the state in words
 * @param bankType the bank or the balance that it was paid from
 * @param attach the data that the merchant attached when it placed the order
 * @param successTime the time of the payment, with the offset of the answer
 * @param payer the user who paid
 * @param amount the amounts
 * @param sceneInfo the place of the payment
 * @param promotionDetail the coupons that were used
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012791890">querying is the same for all
 *     ways of paying</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Transaction(
    @JsonProperty("appid") @Lenient @Nullable String appid,
    @JsonProperty("mchid") @SameAsRequest @Lenient @Nullable String mchid,
    @JsonProperty("sp_appid") @Lenient @Nullable String spAppid,
    @JsonProperty("sp_mchid") @SameAsRequest @Lenient @Nullable String spMchid,
    @JsonProperty("sub_appid") @Lenient @Nullable String subAppid,
    @JsonProperty("sub_mchid") @SameAsRequest @Lenient @Nullable String subMchid,
    @JsonProperty("out_trade_no") @SameAsRequest @Lenient @Nullable String outTradeNo,
    @JsonProperty("transaction_id") @SameAsRequest @Lenient @Nullable String transactionId,
    @JsonProperty("trade_type") @Lenient @Nullable String tradeType,
    @JsonProperty("trade_state") @Nullable String tradeStateText,
    @JsonProperty("trade_state_desc") @Lenient @Nullable String tradeStateDesc,
    @JsonProperty("bank_type") @Lenient @Nullable String bankType,
    @JsonProperty("attach") @Lenient @Nullable String attach,
    @JsonProperty("success_time")
        @Lenient
        @JsonSerialize(using = ToStringSerializer.class)
        @JsonFormat(
            shape = JsonFormat.Shape.STRING,
            without = JsonFormat.Feature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        @Nullable OffsetDateTime successTime,
    @JsonProperty("payer") @Lenient @Nullable Payer payer,
    @JsonProperty("amount") @Strict @Nullable Amount amount,
    @JsonProperty("scene_info") @Lenient @Nullable SceneInfo sceneInfo,
    @JsonProperty("promotion_detail") @Lenient List<Promotion> promotionDetail)
    implements Serializable {

  /** Creates a transaction; a null list becomes an empty one. */
  public Transaction {
    promotionDetail = listOf(promotionDetail);
  }

  /** Returns the state of the order, or {@link TradeState#UNKNOWN} if it is no known state. */
  public TradeState tradeState() {
    return TradeState.of(tradeStateText);
  }

  static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * The user who paid.
   *
   * @param openid the user in the merchant's app, or in the app of a combined order
   * @param spOpenid the user in the service provider's app
   * @param subOpenid the user in the sub-merchant's app
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Payer(
      @JsonProperty("openid") @Lenient @Nullable String openid,
      @JsonProperty("sp_openid") @Lenient @Nullable String spOpenid,
      @JsonProperty("sub_openid") @Lenient @Nullable String subOpenid)
      implements Serializable {

    /** Returns a text without the user's ids, which no log may show. */
    @Override
    public String toString() {
      return "Payer[...]";
    }
  }

  /**
   * The amounts of an order, in fen. For a sub-order of a combined order they are read from {@code
   * total_amount} and {@code payer_amount}.
   *
   * @param total the price of the order
   * @param payerTotal the amount that the user paid, after coupons
   * @param currency the currency of the total, {@code CNY}
   * @param payerCurrency the currency that the user paid in
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Amount(
      @JsonProperty("total") @JsonAlias("total_amount") @Strict @Nullable Long total,
      @JsonProperty("payer_total") @JsonAlias("payer_amount") @Strict @Nullable Long payerTotal,
      @JsonProperty("currency") @Lenient @Nullable String currency,
      @JsonProperty("payer_currency") @Lenient @Nullable String payerCurrency)
      implements Serializable {}

  /**
   * The place of the payment.
   *
   * @param deviceId the shop or the cash desk
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SceneInfo(@JsonProperty("device_id") @Lenient @Nullable String deviceId)
      implements Serializable {}

  /**
   * A coupon that was used in the payment.
   *
   * @param couponId the coupon
   * @param name its name
   * @param scope {@code GLOBAL} for the whole order, {@code SINGLE} for single goods
   * @param type {@code CASH} if it was paid for by the merchant, {@code NOCASH} if in advance
   * @param amount its face value, in fen
   * @param stockId the batch that it comes from
   * @param wechatpayContribute the part that WeChat Pay bears, in fen
   * @param merchantContribute the part that the merchant bears, in fen
   * @param otherContribute the part that others bear, in fen
   * @param currency its currency
   * @param goodsDetail the goods that it is for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Promotion(
      @JsonProperty("coupon_id") @Lenient @Nullable String couponId,
      @JsonProperty("name") @Lenient @Nullable String name,
      @JsonProperty("scope") @Lenient @Nullable String scope,
      @JsonProperty("type") @Lenient @Nullable String type,
      @JsonProperty("amount") @Lenient @Nullable Long amount,
      @JsonProperty("stock_id") @Lenient @Nullable String stockId,
      @JsonProperty("wechatpay_contribute") @Lenient @Nullable Long wechatpayContribute,
      @JsonProperty("merchant_contribute") @Lenient @Nullable Long merchantContribute,
      @JsonProperty("other_contribute") @Lenient @Nullable Long otherContribute,
      @JsonProperty("currency") @Lenient @Nullable String currency,
      @JsonProperty("goods_detail") @Lenient List<Goods> goodsDetail)
      implements Serializable {

    /** Creates a promotion; a null list becomes an empty one. */
    public Promotion {
      goodsDetail = listOf(goodsDetail);
    }
  }

  /**
   * Goods that a coupon is for.
   *
   * @param goodsId the id of the goods
   * @param quantity the number of pieces
   * @param unitPrice the price of one piece, in fen
   * @param discountAmount the discount of the coupon, in fen
   * @param goodsRemark a remark
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Goods(
      @JsonProperty("goods_id") @Lenient @Nullable String goodsId,
      @JsonProperty("quantity") @Lenient @Nullable Long quantity,
      @JsonProperty("unit_price") @Lenient @Nullable Long unitPrice,
      @JsonProperty("discount_amount") @Lenient @Nullable Long discountAmount,
      @JsonProperty("goods_remark") @Lenient @Nullable String goodsRemark)
      implements Serializable {}
}
