package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.Objects;

/**
 * The body of a JSAPI prepay, also for mini programs.
 *
 * @param appid the app that the buyer pays in, bound to the merchant
 * @param mchid the merchant
 * @param order what is placed
 * @param payer the buyer
 */
public record JsapiPrepayRequest(
    @JsonProperty("appid") String appid,
    @JsonProperty("mchid") String mchid,
    @JsonUnwrapped PrepayOrder order,
    @JsonProperty("payer") Payer payer) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public JsapiPrepayRequest {
    Rules.appid("appid", appid);
    Merchant.requireMchid("mchid", mchid);
    Objects.requireNonNull(order, "order");
    SceneInfo.requireNotH5(order.sceneInfo());
    Objects.requireNonNull(payer, "payer");
  }
}
