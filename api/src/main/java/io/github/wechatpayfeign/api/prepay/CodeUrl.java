package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to a Native prepay: the text of the QR code that the buyer scans. It works for 2
 * hours; placing the order again makes the old one invalid.
 *
 * @param value the text, such as {@code weixin://wxpay/bizpayurl?pr=...}
 */
public record CodeUrl(@JsonProperty("code_url") String value) {

  private static final int MAX_LENGTH = 512;

  /**
   * Creates a code URL.
   *
   * @throws IllegalArgumentException if it is not 1 to 512 visible ASCII characters
   */
  public CodeUrl {
    Rules.visible("code_url", value, MAX_LENGTH);
  }
}
