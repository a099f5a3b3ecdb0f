package io.github.wechatpayfeign.api;

import feign.Param;
import io.github.wechatpayfeign.errors.internal.SafeText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule of merchant order numbers, checked by Feign before a request is made:
 * {@code @Param(value = "out_trade_no", expander = OutTradeNo.class)}.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556982">the rule, where an order is
 *     placed</a>
 */
public final class OutTradeNo implements Param.Expander {

  private static final Pattern RULE = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");
  private static final int MAX_QUOTE = 64;

  /** Creates an expander; Feign does so. */
  public OutTradeNo() {}

  /**
   * Returns the order number as it is.
   *
   * @throws InvalidOrderNumberException if it is not 6 to 32 of the digits, letters, {@code _},
   *     {@code -}, {@code |} and {@code *}
   */
  @Override
  public String expand(@Nullable Object value) {
    return check(value == null ? null : value.toString());
  }

  /** Feign leaves a null out and asks no expander; it asks this one about everything else. */
  static void requireNotNull(@Nullable String outTradeNo) {
    if (outTradeNo == null) {
      check(null);
    }
  }

  static String check(@Nullable String outTradeNo) {
    return require(
        RULE, outTradeNo, "The out_trade_no must be 6 to 32 of the characters 0-9 A-Z a-z _ - | *");
  }

  /** Returns a number that keeps its rule, and throws what the rule says of any other. */
  static String require(Pattern rule, @Nullable String number, String saying) {
    if (number == null || !rule.matcher(number).matches()) {
      throw new InvalidOrderNumberException(
          saying + ", but is " + SafeText.quoted(number, MAX_QUOTE) + "; nothing was sent");
    }
    return number;
  }
}
