package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The buyer of a JSAPI prepay. {@code toString} does not show who it is.
 *
 * @param openid the buyer in the app of the request, 1 to 128 visible ASCII characters
 */
public record Payer(@JsonProperty("openid") String openid) {

  static final int MAX_OPENID = 128;

  /**
   * Creates a buyer.
   *
   * @throws IllegalArgumentException if the openid breaks its rule
   */
  public Payer {
    Rules.ofBuyer("openid", openid, MAX_OPENID);
  }

  @Override
  public String toString() {
    return "Payer[(hidden)]";
  }
}
