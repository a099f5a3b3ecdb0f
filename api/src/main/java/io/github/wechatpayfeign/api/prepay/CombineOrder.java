package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.wechatpayfeign.api.CombineOutTradeNo;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A combined order: the buyer pays all of its sub-orders at once, or none. Placing it again follows
 * the same rule as for a {@link PrepayOrder}.
 *
 * @param combineOutTradeNo its merchant order number, 2 to 32 of the characters {@code 0-9 A-Z a-z
 *     _ - | *}
 * @param subOrders the sub-orders: 2 to 10, or 1 to 50 if a service provider places them
 * @param timeExpire the last moment in which the buyer can pay, rounded down to whole seconds
 * @param notifyUrl where WeChat Pay sends the notice of the payment: an absolute http or https URL
 *     without a query string, at most 255 characters
 * @param sceneInfo the place of the payment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CombineOrder(
    @JsonProperty("combine_out_trade_no") String combineOutTradeNo,
    @JsonProperty("sub_orders") List<CombineSubOrder> subOrders,
    @JsonProperty("time_expire") @JsonSerialize(converter = TimeExpire.class)
        @Nullable Instant timeExpire,
    @JsonProperty("notify_url") String notifyUrl,
    @JsonProperty("scene_info") @Nullable SceneInfo sceneInfo) {

  private static final CombineOutTradeNo NUMBER = new CombineOutTradeNo();

  /**
   * Creates a combined order.
   *
   * @throws IllegalArgumentException if a value breaks its rule: the message names it
   */
  public CombineOrder {
    String unused = NUMBER.expand(combineOutTradeNo);
    subOrders = List.copyOf(subOrders);
    requireCount(subOrders);
    requireDifferent(subOrders);
    timeExpire = TimeExpire.rounded(timeExpire);
    Rules.notifyUrl(notifyUrl);
  }

  /**
   * Returns a builder.
   *
   * @param combineOutTradeNo the merchant order number of the combined order
   * @throws IllegalArgumentException if it is not 2 to 32 of the characters {@code 0-9 A-Z a-z _ -
   *     | *}
   */
  public static CombineOrderBuilder builder(String combineOutTradeNo) {
    return new CombineOrderBuilder(NUMBER.expand(combineOutTradeNo));
  }

  CombineOrder withScene(SceneInfo scene) {
    return new CombineOrder(combineOutTradeNo, subOrders, timeExpire, notifyUrl, scene);
  }

  private static void requireCount(List<CombineSubOrder> subOrders) {
    boolean ofProvider = subOrders.stream().anyMatch(order -> order.subMchid() != null);
    int min = ofProvider ? 1 : 2;
    int max = ofProvider ? 50 : 10;
    if (subOrders.size() < min || subOrders.size() > max) {
      throw new IllegalArgumentException(
          "A combined order %s must have %d to %d sub_orders, but has %d"
              .formatted(
                  ofProvider ? "of a service provider" : "without sub-merchants",
                  min,
                  max,
                  subOrders.size()));
    }
  }

  private static void requireDifferent(List<CombineSubOrder> subOrders) {
    Set<String> different = new HashSet<>();
    for (CombineSubOrder order : subOrders) {
      if (!different.add(order.mchid() + ' ' + order.subMchid() + ' ' + order.outTradeNo())) {
        throw new IllegalArgumentException("The sub_orders name " + order.outTradeNo() + " twice");
      }
    }
  }

  /** Shows the numbers, the prices and the last moment; not what may tell of the buyer. */
  @Override
  public String toString() {
    return "CombineOrder["
        + combineOutTradeNo
        + ", "
        + subOrders
        + ", timeExpire="
        + timeExpire
        + "]";
  }
}
