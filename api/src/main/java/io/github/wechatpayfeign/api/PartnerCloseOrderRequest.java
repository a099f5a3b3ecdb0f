package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of a service provider's close.
 *
 * @param spMchid the service provider's merchant number, up to 32 characters
 * @param subMchid the sub-merchant's number, up to 32 characters
 */
public record PartnerCloseOrderRequest(
    @JsonProperty("sp_mchid") String spMchid, @JsonProperty("sub_mchid") String subMchid) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a merchant number is null, blank or longer than 32
   *     characters
   */
  public PartnerCloseOrderRequest {
    Mchid.check("sp_mchid", spMchid);
    Mchid.check("sub_mchid", subMchid);
  }
}
