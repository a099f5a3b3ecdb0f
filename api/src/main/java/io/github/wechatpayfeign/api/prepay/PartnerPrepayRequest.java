package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a service provider's App or Native prepay.
 *
 * @param spAppid the service provider's app
 * @param spMchid the service provider
 * @param subAppid the sub-merchant's app
 * @param subMchid the sub-merchant
 * @param order what is placed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerPrepayRequest(
    @JsonProperty("sp_appid") String spAppid,
    @JsonProperty("sp_mchid") String spMchid,
    @JsonProperty("sub_appid") @Nullable String subAppid,
    @JsonProperty("sub_mchid") String subMchid,
    @JsonUnwrapped PrepayOrder order) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public PartnerPrepayRequest {
    Rules.partner(spAppid, spMchid, subAppid, subMchid);
    Objects.requireNonNull(order, "order");
    SceneInfo.requireNotH5(order.sceneInfo());
  }
}
