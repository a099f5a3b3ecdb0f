package io.github.wechatpayfeign.api.prepay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link PrepayOrder}; every setter checks its value at once. Description, total and
 * notify URL are required.
 */
public final class PrepayOrderBuilder {

  private final String outTradeNo;
  private @Nullable String description;
  private PrepayOrder.@Nullable Amount amount;
  private @Nullable String notifyUrl;
  private @Nullable Instant timeExpire;
  private @Nullable String attach;
  private @Nullable String goodsTag;
  private @Nullable Boolean supportFapiao;
  private @Nullable OrderDetail detail;
  private @Nullable SceneInfo sceneInfo;
  private @Nullable SettleInfo settleInfo;

  PrepayOrderBuilder(String outTradeNo) {
    Rules.outTradeNo(outTradeNo);
    this.outTradeNo = outTradeNo;
  }

  /** Sets what the buyer reads on the bill, 1 to 127 characters. */
  public PrepayOrderBuilder description(String description) {
    Rules.text("description", description, PrepayOrder.MAX_DESCRIPTION);
    this.description = description;
    return this;
  }

  /** Sets the price in fen (0.01 yuan), at least 1. */
  public PrepayOrderBuilder total(long fen) {
    this.amount = new PrepayOrder.Amount(fen);
    return this;
  }

  /**
   * Sets where WeChat Pay sends the notice of the payment: an absolute http or https URL without a
   * query string, at most 255 characters. It must be public, and the pages of most products ask for
   * https.
   */
  public PrepayOrderBuilder notifyUrl(String notifyUrl) {
    Rules.notifyUrl(notifyUrl);
    this.notifyUrl = notifyUrl;
    return this;
  }

  /**
   * Sets the last moment in which the buyer can pay. It is sent in whole seconds, rounded down, so
   * that no payment is possible after the moment that was set. Without it the buyer has 7 days.
   * When it has passed, the order stays open until it is closed.
   *
   * <p>{@link Prepay} refuses a moment that WeChat Pay would change without telling: one that is
   * not more than 1 minute ahead, or more than 90 days. Some official pages say 15 days instead of
   * 90.
   */
  public PrepayOrderBuilder timeExpire(Instant timeExpire) {
    this.timeExpire = timeExpire;
    return this;
  }

  /** Sets text that WeChat Pay returns in queries and notices, 1 to 128 characters. */
  public PrepayOrderBuilder attach(String attach) {
    Rules.optional("attach", attach, PrepayOrder.MAX_ATTACH);
    this.attach = attach;
    return this;
  }

  /** Sets the tag of the goods for coupons, 1 to 32 characters. */
  public PrepayOrderBuilder goodsTag(String goodsTag) {
    Rules.optional("goods_tag", goodsTag, PrepayOrder.MAX_GOODS_TAG);
    this.goodsTag = goodsTag;
    return this;
  }

  /** Sets whether the buyer is offered an electronic invoice; the merchant needs a permission. */
  public PrepayOrderBuilder supportFapiao(boolean supportFapiao) {
    this.supportFapiao = supportFapiao;
    return this;
  }

  /** Sets the goods, for coupons that are for single goods. */
  public PrepayOrderBuilder detail(OrderDetail detail) {
    this.detail = detail;
    return this;
  }

  /** Sets the place of the payment, such as the shop. */
  public PrepayOrderBuilder sceneInfo(SceneInfo sceneInfo) {
    this.sceneInfo = sceneInfo;
    return this;
  }

  /** Sets whether the money is frozen until it is shared with others. */
  public PrepayOrderBuilder profitSharing(boolean profitSharing) {
    this.settleInfo = new SettleInfo(profitSharing);
    return this;
  }

  /**
   * Returns the order.
   *
   * @throws IllegalStateException if the description, the total or the notify URL is missing
   */
  public PrepayOrder build() {
    return new PrepayOrder(
        required(description, "description"),
        outTradeNo,
        timeExpire,
        attach,
        required(notifyUrl, "notifyUrl"),
        goodsTag,
        supportFapiao,
        required(amount, "total"),
        detail,
        sceneInfo,
        settleInfo);
  }

  static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException("An order needs " + name + "(...)");
    }
    return value;
  }
}
