package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.Objects;

/**
 * The body of a combined H5 prepay.
 *
 * @param combineAppid the app that the buyer pays in
 * @param combineMchid the merchant that places the combined order and signs
 * @param order what is placed; its scene has the IP address of the buyer and the page
 */
public record CombineH5PrepayRequest(
    @JsonProperty("combine_appid") String combineAppid,
    @JsonProperty("combine_mchid") String combineMchid,
    @JsonUnwrapped CombineOrder order) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public CombineH5PrepayRequest {
    Rules.appid("combine_appid", combineAppid);
    Merchant.requireMchid("combine_mchid", combineMchid);
    Objects.requireNonNull(order, "order");
    SceneInfo.requireH5(order.sceneInfo());
  }
}
