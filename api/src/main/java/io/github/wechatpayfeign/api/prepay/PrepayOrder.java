package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is placed, whatever the way of paying: the members that the body of each prepay has in
 * common. {@link #builder} makes it.
 *
 * <p>Placing an order again with exactly the same values is safe, and the way to get a new
 * prepay_id. With any other value WeChat Pay refuses it. So keep the values in the order's row,
 * also {@link #timeExpire()}, and build the order from the row each time.
 *
 * @param description what the buyer reads on the bill, 1 to 127 characters
 * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
 *     *}
 * @param timeExpire the last moment in which the buyer can pay, rounded down to whole seconds; null
 *     means 7 days
 * @param attach text that WeChat Pay returns in queries and notices, 1 to 128 characters
 * @param notifyUrl where WeChat Pay sends the notice of the payment: an absolute http or https URL
 *     without a query string, at most 255 characters
 * @param goodsTag the tag of the goods for coupons, 1 to 32 characters
 * @param supportFapiao whether the buyer is offered an electronic invoice
 * @param amount the price
 * @param detail the goods, for coupons that are for single goods
 * @param sceneInfo the place of the payment
 * @param settleInfo how the money is settled
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556982">where an order is placed</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrepayOrder(
    @JsonProperty("description") String description,
    @JsonProperty("out_trade_no") String outTradeNo,
    @JsonProperty("time_expire") @JsonSerialize(converter = TimeExpire.class)
        @Nullable Instant timeExpire,
    @JsonProperty("attach") @Nullable String attach,
    @JsonProperty("notify_url") String notifyUrl,
    @JsonProperty("goods_tag") @Nullable String goodsTag,
    @JsonProperty("support_fapiao") @Nullable Boolean supportFapiao,
    @JsonProperty("amount") Amount amount,
    @JsonProperty("detail") @Nullable OrderDetail detail,
    @JsonProperty("scene_info") @Nullable SceneInfo sceneInfo,
    @JsonProperty("settle_info") @Nullable SettleInfo settleInfo) {

  static final int MAX_DESCRIPTION = 127;
  static final int MAX_ATTACH = 128;
  static final int MAX_GOODS_TAG = 32;

  /**
   * Creates an order.
   *
   * @throws IllegalArgumentException if a value breaks its rule: the message names it
   */
  public PrepayOrder {
    Rules.text("description", description, MAX_DESCRIPTION);
    Rules.outTradeNo(outTradeNo);
    timeExpire = TimeExpire.rounded(timeExpire);
    Rules.optional("attach", attach, MAX_ATTACH);
    Rules.notifyUrl(notifyUrl);
    Rules.optional("goods_tag", goodsTag, MAX_GOODS_TAG);
    if (amount == null) {
      throw new IllegalArgumentException("The amount must not be null");
    }
  }

  /**
   * Returns a builder.
   *
   * @param outTradeNo the merchant order number
   * @throws IllegalArgumentException if it is not 6 to 32 of the characters {@code 0-9 A-Z a-z _ -
   *     | *}
   */
  public static PrepayOrderBuilder builder(String outTradeNo) {
    return new PrepayOrderBuilder(outTradeNo);
  }

  PrepayOrder withScene(SceneInfo scene) {
    return new PrepayOrder(
        description,
        outTradeNo,
        timeExpire,
        attach,
        notifyUrl,
        goodsTag,
        supportFapiao,
        amount,
        detail,
        scene,
        settleInfo);
  }

  /** Shows the number, the price and the last moment; not what may tell of the buyer. */
  @Override
  public String toString() {
    return "PrepayOrder[" + outTradeNo + ", " + amount + ", timeExpire=" + timeExpire + "]";
  }

  /**
   * The price of an order.
   *
   * @param total the price in fen (0.01 yuan), at least 1
   * @param currency {@code CNY}
   */
  public record Amount(
      @JsonProperty("total") long total, @JsonProperty("currency") String currency) {

    /**
     * Creates a price.
     *
     * @throws IllegalArgumentException if it is less than 1 fen, or not in CNY
     */
    public Amount {
      Rules.amount("total", total);
      Rules.cny(currency);
    }

    /** Creates a price in CNY. */
    public Amount(long total) {
      this(total, "CNY");
    }
  }
}
