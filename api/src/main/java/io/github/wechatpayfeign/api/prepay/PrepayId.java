package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to a JSAPI or App prepay. It can open the cashier for 2 hours, whatever the {@code
 * time_expire} of the order is.
 *
 * @param value the prepay_id itself, without {@code prepay_id=}
 */
public record PrepayId(@JsonProperty("prepay_id") String value) {

  private static final int MAX_LENGTH = 512;

  /**
   * Creates a prepay_id.
   *
   * @throws IllegalArgumentException if it is not 1 to 512 visible ASCII characters, or already
   *     begins with {@code prepay_id=}
   */
  public PrepayId {
    Rules.visible("prepay_id", value, MAX_LENGTH);
    if (value.startsWith("prepay_id=")) {
      throw new IllegalArgumentException("The prepay_id must not begin with prepay_id=");
    }
  }
}
