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
    if (mchid == null || mchid.isBlank() || mchid.length() > 32) {
      throw new IllegalArgumentException(
          "The mchid must have 1 to 32 characters and not be blank, but is "
              + (mchid == null ? "null" : '"' + mchid + '"'));
    }
  }
}
