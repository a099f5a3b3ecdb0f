package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.merchant.Merchant;

/**
 * The body of a close, which has only the merchant number.
 *
 * @param mchid the merchant number that the order was placed with, 1 to 32 letters, digits, _ or -
 */
public record CloseOrderRequest(@JsonProperty("mchid") String mchid) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if the merchant number is null, blank or longer than 32
   *     characters
   */
  public CloseOrderRequest {
    Merchant.requireMchid("mchid", mchid);
  }
}
