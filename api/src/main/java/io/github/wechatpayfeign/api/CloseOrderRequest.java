package io.github.wechatpayfeign.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of a close: the merchant number and nothing else.
 *
 * @param mchid the merchant number that the order was placed with, up to 32 characters
 */
public record CloseOrderRequest(@JsonProperty("mchid") String mchid) {

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if the merchant number is null, blank or longer than 32
   *     characters
   */
  public CloseOrderRequest {
    Mchid.check("mchid", mchid);
  }
}
