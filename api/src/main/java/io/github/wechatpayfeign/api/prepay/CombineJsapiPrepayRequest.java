package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.Objects;

/**
 * The body of a combined JSAPI prepay, also for mini programs.
 *
 * @param combineAppid the app that the buyer pays in
 * @param combineMchid the merchant that places the combined order and signs
 * @param order what is placed
 * @param payer the buyer
 */
public record CombineJsapiPrepayRequest(
    @JsonProperty("combine_appid") String combineAppid,
    @JsonProperty("combine_mchid") String combineMchid,
    @JsonUnwrapped CombineOrder order,
    @JsonProperty("combine_payer_info") Payer payer) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public CombineJsapiPrepayRequest {
    Rules.appid("combine_appid", combineAppid);
    Merchant.requireMchid("combine_mchid", combineMchid);
    Objects.requireNonNull(order, "order");
    SceneInfo.requireNotH5(order.sceneInfo());
    Objects.requireNonNull(payer, "payer");
  }
}
