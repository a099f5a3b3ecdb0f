package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The buyer of a service provider's JSAPI prepay, named by one of two openids. {@code toString}
 * does not show who it is.
 *
 * @param spOpenid the buyer in the service provider's app
 * @param subOpenid the buyer in the sub-merchant's app
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerPayer(
    @JsonProperty("sp_openid") @Nullable String spOpenid,
    @JsonProperty("sub_openid") @Nullable String subOpenid) {

  /**
   * Creates a buyer.
   *
   * @throws IllegalArgumentException if there are both openids or none, or if one breaks its rule
   */
  public PartnerPayer {
    if ((spOpenid == null) == (subOpenid == null)) {
      throw new IllegalArgumentException("A buyer needs either an sp_openid or a sub_openid");
    }
    if (spOpenid != null) {
      Rules.ofBuyer("sp_openid", spOpenid, Payer.MAX_OPENID);
    }
    if (subOpenid != null) {
      Rules.ofBuyer("sub_openid", subOpenid, Payer.MAX_OPENID);
    }
  }

  @Override
  public String toString() {
    return "PartnerPayer[(hidden)]";
  }
}
