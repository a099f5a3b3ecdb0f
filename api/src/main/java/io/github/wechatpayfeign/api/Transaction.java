package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as WeChat Pay answers a query. One type serves an order of a merchant ({@code appid},
 * {@code mchid}), one of a service provider ({@code sp_...}, {@code sub_...}) and a sub-order of a
 * combined order. What the answer lacks is null, or an empty list; what it has beyond is ignored.
 *
 * <p>Amounts are whole fen (0.01 yuan) where the currency is CNY.
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
 * @param bankType what it was paid from
 * @param attach what the merchant attached when it placed the order
 * @param successTime when it was paid, with the offset of the answer
 * @param payer who paid
 * @param amount how much
 * @param sceneInfo where
 * @param promotionDetail the coupons that took part
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012791890">querying is the same for all
 *     ways of paying</a>
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Transaction(
    @JsonProperty("appid") @Nullable String appid,
    @JsonProperty("mchid") @Nullable String mchid,
    @JsonProperty("sp_appid") @Nullable String spAppid,
    @JsonProperty("sp_mchid") @Nullable String spMchid,
    @JsonProperty("sub_appid") @Nullable String subAppid,
    @JsonProperty("sub_mchid") @Nullable String subMchid,
    @JsonProperty("out_trade_no") @Nullable String outTradeNo,
    @JsonProperty("transaction_id") @Nullable String transactionId,
    @JsonProperty("trade_type") @Nullable String tradeType,
    @JsonProperty("trade_state") @Nullable String tradeStateText,
    @JsonProperty("trade_state_desc") @Nullable String tradeStateDesc,
    @JsonProperty("bank_type") @Nullable String bankType,
    @JsonProperty("attach") @Nullable String attach,
    @JsonProperty("success_time")
        @JsonDeserialize(converter = TimeConverter.class)
        @JsonSerialize(using = ToStringSerializer.class)
        @Nullable OffsetDateTime successTime,
    @JsonProperty("payer") @Nullable Payer payer,
    @JsonProperty("amount") @Nullable Amount amount,
    @JsonProperty("scene_info") @Nullable SceneInfo sceneInfo,
    @JsonProperty("promotion_detail") List<Promotion> promotionDetail) {

  /** Creates a transaction; null in place of a list makes an empty one. */
  public Transaction {
    promotionDetail = listOf(promotionDetail);
  }

  /** Returns the state of the order, {@link TradeState#UNKNOWN} if it is none of the others. */
  public TradeState tradeState() {
    return TradeState.of(tradeStateText);
  }

  static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * Who paid.
   *
   * @param openid the user in the merchant's app, or in the app of a combined order
   * @param spOpenid the user in the service provider's app
   * @param subOpenid the user in the sub-merchant's app
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Payer(
      @JsonProperty("openid") @Nullable String openid,
      @JsonProperty("sp_openid") @Nullable String spOpenid,
      @JsonProperty("sub_openid") @Nullable String subOpenid) {}

  /**
   * How much was asked and paid, in fen. Of a sub-order of a combined order, it holds {@code
   * total_amount} and {@code payer_amount}.
   *
   * @param total what the order costs
   * @param payerTotal what the user paid, after coupons
   * @param currency the currency of the total, {@code CNY}
   * @param payerCurrency the currency that the user paid in
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Amount(
      @JsonProperty("total") @JsonAlias("total_amount") @Nullable Long total,
      @JsonProperty("payer_total") @JsonAlias("payer_amount") @Nullable Long payerTotal,
      @JsonProperty("currency") @Nullable String currency,
      @JsonProperty("payer_currency") @Nullable String payerCurrency) {}

  /**
   * Where it was paid.
   *
   * @param deviceId the shop or the cash desk
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SceneInfo(@JsonProperty("device_id") @Nullable String deviceId) {}

  /**
   * A coupon that took part in the payment.
   *
   * @param couponId the coupon
   * @param name its name
   * @param scope {@code GLOBAL} for the whole order, {@code SINGLE} for single goods
   * @param type {@code CASH} if it was paid for by the merchant, {@code NOCASH} if in advance
   * @param amount its face value, in fen
   * @param stockId the batch that it comes from
   * @param wechatpayContribute what WeChat Pay bears of it, in fen
   * @param merchantContribute what the merchant bears of it, in fen
   * @param otherContribute what others bear of it, in fen
   * @param currency its currency
   * @param goodsDetail the goods that it is for
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Promotion(
      @JsonProperty("coupon_id") @Nullable String couponId,
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("scope") @Nullable String scope,
      @JsonProperty("type") @Nullable String type,
      @JsonProperty("amount") @Nullable Long amount,
      @JsonProperty("stock_id") @Nullable String stockId,
      @JsonProperty("wechatpay_contribute") @Nullable Long wechatpayContribute,
      @JsonProperty("merchant_contribute") @Nullable Long merchantContribute,
      @JsonProperty("other_contribute") @Nullable Long otherContribute,
      @JsonProperty("currency") @Nullable String currency,
      @JsonProperty("goods_detail") List<Goods> goodsDetail) {

    /** Creates a promotion; null in place of a list makes an empty one. */
    public Promotion {
      goodsDetail = listOf(goodsDetail);
    }
  }

  /**
   * Goods that a coupon is for.
   *
   * @param goodsId the goods
   * @param quantity how many
   * @param unitPrice the price of one, in fen
   * @param discountAmount what the coupon takes off, in fen
   * @param goodsRemark a remark
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Goods(
      @JsonProperty("goods_id") @Nullable String goodsId,
      @JsonProperty("quantity") @Nullable Long quantity,
      @JsonProperty("unit_price") @Nullable Long unitPrice,
      @JsonProperty("discount_amount") @Nullable Long discountAmount,
      @JsonProperty("goods_remark") @Nullable String goodsRemark) {}
}
