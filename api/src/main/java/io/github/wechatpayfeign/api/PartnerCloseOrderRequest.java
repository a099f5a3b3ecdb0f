package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.merchant.Merchant;

/**
 * The body of a service provider's close.
 *
 * @param spMchid the service provider's merchant number, 1 to 32 letters, digits, _ or -
 * @param subMchid the sub-merchant's number, 1 to 32 letters, digits, _ or -
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
    Merchant.requireMchid("sp_mchid", spMchid);
    Merchant.requireMchid("sub_mchid", subMchid);
  }
}
