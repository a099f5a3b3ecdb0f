package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.merchant.Merchant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a combined order.
 *
 * @param mchid the merchant that gets the money, bound to the combine_appid; or the service
 *     provider
 * @param outTradeNo its merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
 *     *}
 * @param attach text that WeChat Pay returns in queries and notices, 1 to 128 characters; required
 *     here
 * @param description what the buyer reads on the bill, 1 to 127 characters
 * @param amount the price
 * @param goodsTag the tag of the goods for coupons, 1 to 32 characters
 * @param subMchid the sub-merchant, or null if no service provider places it
 * @param subAppid the sub-merchant's app
 * @param detail the goods, for coupons that are for single goods
 * @param settleInfo how the money is settled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CombineSubOrder(
    @JsonProperty("mchid") String mchid,
    @JsonProperty("out_trade_no") String outTradeNo,
    @JsonProperty("attach") String attach,
    @JsonProperty("description") String description,
    @JsonProperty("amount") Amount amount,
    @JsonProperty("goods_tag") @Nullable String goodsTag,
    @JsonProperty("sub_mchid") @Nullable String subMchid,
    @JsonProperty("sub_appid") @Nullable String subAppid,
    @JsonProperty("detail") @Nullable OrderDetail detail,
    @JsonProperty("settle_info") @Nullable SettleInfo settleInfo) {

  /**
   * Creates a sub-order.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public CombineSubOrder {
    Merchant.requireMchid("mchid", mchid);
    Rules.outTradeNo(outTradeNo);
    Rules.text("attach of a sub-order", attach, PrepayOrder.MAX_ATTACH);
    Rules.text("description", description, PrepayOrder.MAX_DESCRIPTION);
    if (amount == null) {
      throw new IllegalArgumentException("The amount must not be null");
    }
    Rules.optional("goods_tag", goodsTag, PrepayOrder.MAX_GOODS_TAG);
    if (subMchid != null) {
      Merchant.requireMchid("sub_mchid", subMchid);
    }
    if (subAppid != null) {
      Rules.appid("sub_appid", subAppid);
    }
  }

  /**
   * Creates a sub-order without optional members.
   *
   * @param total the price in fen (0.01 yuan), at least 1
   */
  public CombineSubOrder(
      String mchid, String outTradeNo, String attach, String description, long total) {
    this(mchid, outTradeNo, attach, description, new Amount(total), null, null, null, null, null);
  }

  /**
   * Returns this sub-order for a sub-merchant of the {@code mchid}, a service provider.
   *
   * @param subMchid the sub-merchant
   */
  public CombineSubOrder withSubMchid(String subMchid) {
    return new CombineSubOrder(
        mchid,
        outTradeNo,
        attach,
        description,
        amount,
        goodsTag,
        subMchid,
        subAppid,
        detail,
        settleInfo);
  }

  /** Shows the numbers and the price; not what may tell of the buyer. */
  @Override
  public String toString() {
    return "CombineSubOrder[" + mchid + ", " + outTradeNo + ", " + amount + "]";
  }

  /**
   * The price of a sub-order.
   *
   * @param totalAmount the price in fen (0.01 yuan), at least 1
   * @param currency {@code CNY}
   */
  public record Amount(
      @JsonProperty("total_amount") long totalAmount, @JsonProperty("currency") String currency) {

    /**
     * Creates a price.
     *
     * @throws IllegalArgumentException if it is less than 1 fen, or not in CNY
     */
    public Amount {
      Rules.amount("total_amount", totalAmount);
      Rules.cny(currency);
    }

    /** Creates a price in CNY. */
    public Amount(long totalAmount) {
      this(totalAmount, "CNY");
    }
  }
}
