package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a service provider's JSAPI prepay, also for mini programs.
 *
 * @param spAppid the service provider's app
 * @param spMchid the service provider
 * @param subAppid the sub-merchant's app
 * @param subMchid the sub-merchant
 * @param order what is placed
 * @param payer the buyer; a {@code sub_openid} needs the {@code subAppid}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerJsapiPrepayRequest(
    @JsonProperty("sp_appid") String spAppid,
    @JsonProperty("sp_mchid") String spMchid,
    @JsonProperty("sub_appid") @Nullable String subAppid,
    @JsonProperty("sub_mchid") String subMchid,
    @JsonUnwrapped PrepayOrder order,
    @JsonProperty("payer") PartnerPayer payer) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public PartnerJsapiPrepayRequest {
    Rules.partner(spAppid, spMchid, subAppid, subMchid);
    Objects.requireNonNull(order, "order");
    SceneInfo.requireNotH5(order.sceneInfo());
    Objects.requireNonNull(payer, "payer");
    if (payer.subOpenid() != null && subAppid == null) {
      throw new IllegalArgumentException("A sub_openid needs the sub_appid that it belongs to");
    }
  }
}
