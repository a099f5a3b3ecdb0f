package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The goods of an order, for coupons that are for single goods.
 *
 * @param costPrice the price before discounts of the merchant, in fen; equal for all parts of an
 *     order that is split
 * @param invoiceId the number of the receipt
 * @param goodsDetail the goods
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderDetail(
    @JsonProperty("cost_price") @Nullable Long costPrice,
    @JsonProperty("invoice_id") @Nullable String invoiceId,
    @JsonProperty("goods_detail") @Nullable List<Goods> goodsDetail) {

  /**
   * Creates a detail.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public OrderDetail {
    if (costPrice != null) {
      Rules.notNegative("cost_price", costPrice);
    }
    goodsDetail = goodsDetail == null ? null : List.copyOf(goodsDetail);
  }

  /**
   * Goods of an order.
   *
   * @param merchantGoodsId the merchant's number of the goods
   * @param wechatpayGoodsId WeChat Pay's number of the goods
   * @param goodsName their name
   * @param quantity the number of pieces, at least 1
   * @param unitPrice the price of one piece, in fen
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Goods(
      @JsonProperty("merchant_goods_id") String merchantGoodsId,
      @JsonProperty("wechatpay_goods_id") @Nullable String wechatpayGoodsId,
      @JsonProperty("goods_name") @Nullable String goodsName,
      @JsonProperty("quantity") int quantity,
      @JsonProperty("unit_price") long unitPrice) {

    /**
     * Creates goods.
     *
     * @throws IllegalArgumentException if a value breaks its rule
     */
    public Goods {
      Rules.present("merchant_goods_id", merchantGoodsId);
      if (quantity < 1) {
        throw new IllegalArgumentException("The quantity must be at least 1, but is " + quantity);
      }
      Rules.notNegative("unit_price", unitPrice);
    }
  }
}
