package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.Objects;

/**
 * The body of an H5 prepay.
 *
 * @param appid the app that the buyer pays in, bound to the merchant
 * @param mchid the merchant
 * @param order what is placed; its scene has the IP address of the buyer and the page
 */
public record H5PrepayRequest(
    @JsonProperty("appid") String appid,
    @JsonProperty("mchid") String mchid,
    @JsonUnwrapped PrepayOrder order) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public H5PrepayRequest {
    Rules.appid("appid", appid);
    Merchant.requireMchid("mchid", mchid);
    Objects.requireNonNull(order, "order");
    SceneInfo.requireH5(order.sceneInfo());
  }
}
