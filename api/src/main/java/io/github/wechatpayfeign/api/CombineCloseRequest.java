package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of the close of a combined order. It names every sub-order exactly as it was placed.
 *
 * @param combineAppid the app that the combined order was placed with
 * @param subOrders the sub-orders, 1 to 50
 */
public record CombineCloseRequest(
    @JsonProperty("combine_appid") String combineAppid,
    @JsonProperty("sub_orders") List<SubOrder> subOrders) {

  private static final int MAX_SUB_ORDERS = 50;

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if the app is null or blank, or if there is no sub-order, more
   *     than 50 of them, or one twice
   */
  public CombineCloseRequest {
    if (combineAppid == null || combineAppid.isBlank()) {
      throw new IllegalArgumentException("The combine_appid must be neither null nor blank");
    }
    int count = subOrders == null ? 0 : subOrders.size();
    if (count < 1 || count > MAX_SUB_ORDERS) {
      throw new IllegalArgumentException(
          "A combined order must have 1 to " + MAX_SUB_ORDERS + " sub_orders, but has " + count);
    }
    subOrders = List.copyOf(subOrders);
    Set<SubOrder> different = new HashSet<>();
    for (SubOrder subOrder : subOrders) {
      if (!different.add(subOrder.withoutSubAppid())) {
        throw new IllegalArgumentException(
            "The sub_orders name " + subOrder.outTradeNo() + " twice");
      }
    }
  }

  /**
   * A part of a combined order.
   *
   * @param mchid the merchant that placed it, 1 to 32 letters, digits, _ or -
   * @param outTradeNo its merchant order number, 6 to 32 characters
   * @param subMchid the sub-merchant, or null if no service provider placed it
   * @param subAppid the sub-merchant's app, or null if the order was placed without one
   */
  public record SubOrder(
      @JsonProperty("mchid") String mchid,
      @JsonProperty("out_trade_no") String outTradeNo,
      @JsonProperty("sub_mchid") @Nullable String subMchid,
      @JsonProperty("sub_appid") @Nullable String subAppid) {

    /**
     * Creates a sub-order.
     *
     * @throws IllegalArgumentException if a number breaks its rule
     */
    public SubOrder {
      Merchant.requireMchid("mchid", mchid);
      OutTradeNo.check(outTradeNo);
      if (subMchid != null) {
        Merchant.requireMchid("sub_mchid", subMchid);
      }
    }

    private SubOrder withoutSubAppid() {
      return new SubOrder(mchid, outTradeNo, subMchid, null);
    }

    /** Creates a sub-order that a merchant placed for itself, without a service provider. */
    public SubOrder(String mchid, String outTradeNo) {
      this(mchid, outTradeNo, null, null);
    }
  }
}
