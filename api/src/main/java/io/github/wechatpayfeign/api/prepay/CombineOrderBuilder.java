package io.github.wechatpayfeign.api.prepay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a {@link CombineOrder}. The sub-orders and the notify URL are required. */
public final class CombineOrderBuilder {

  private final String combineOutTradeNo;
  private final List<CombineSubOrder> subOrders = new ArrayList<>();
  private @Nullable Instant timeExpire;
  private @Nullable String notifyUrl;
  private @Nullable SceneInfo sceneInfo;

  CombineOrderBuilder(String combineOutTradeNo) {
    this.combineOutTradeNo = combineOutTradeNo;
  }

  /** Adds a sub-order. */
  public CombineOrderBuilder subOrder(CombineSubOrder subOrder) {
    subOrders.add(Objects.requireNonNull(subOrder, "subOrder"));
    return this;
  }

  /**
   * Sets the last moment in which the buyer can pay.
   *
   * @see PrepayOrderBuilder#timeExpire
   */
  public CombineOrderBuilder timeExpire(Instant timeExpire) {
    this.timeExpire = timeExpire;
    return this;
  }

  /**
   * Sets where WeChat Pay sends the notice of the payment.
   *
   * @see PrepayOrderBuilder#notifyUrl
   */
  public CombineOrderBuilder notifyUrl(String notifyUrl) {
    Rules.notifyUrl(notifyUrl);
    this.notifyUrl = notifyUrl;
    return this;
  }

  /** Sets the place of the payment. */
  public CombineOrderBuilder sceneInfo(SceneInfo sceneInfo) {
    this.sceneInfo = sceneInfo;
    return this;
  }

  /**
   * Returns the combined order.
   *
   * @throws IllegalStateException if the notify URL is missing
   * @throws IllegalArgumentException if there are too few or too many sub-orders, or one twice
   */
  public CombineOrder build() {
    return new CombineOrder(
        combineOutTradeNo,
        subOrders,
        timeExpire,
        PrepayOrderBuilder.required(notifyUrl, "notifyUrl"),
        sceneInfo);
  }
}
