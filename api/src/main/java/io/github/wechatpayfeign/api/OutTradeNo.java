package io.github.wechatpayfeign.api;

import feign.Param;
import io.github.wechatpayfeign.errors.internal.SafeText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Feign expander, not a value type, that checks merchant order numbers: 6 to 32 of the digits,
 * letters, {@code _}, {@code -}, {@code |} and {@code *}. Feign calls it for each parameter that
 * names it, before a request is made: {@code @Param(value = "out_trade_no", expander =
 * OutTradeNo.class)}. Applications pass the number as a {@code String}, and use this class only in
 * a Feign interface of their own.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556982">the rule, where an order is
 *     placed</a>
 */
public final class OutTradeNo implements Param.Expander {

  private static final Pattern RULE = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");
  private static final int MAX_QUOTE = 64;

  /** Creates an expander; Feign calls this. */
  public OutTradeNo() {}

  /**
   * Returns the order number unchanged.
   *
   * @throws InvalidOrderNumberException if it is not 6 to 32 of the digits, letters, {@code _},
   *     {@code -}, {@code |} and {@code *}
   */
  @Override
  public String expand(@Nullable Object value) {
    return check(value == null ? null : value.toString());
  }

  /** Refuses null, because Feign leaves a null parameter out without calling the expander. */
  static void requireNotNull(@Nullable String outTradeNo) {
    if (outTradeNo == null) {
      check(null);
    }
  }

  static String check(@Nullable String outTradeNo) {
    return require(
        RULE, outTradeNo, "The out_trade_no must be 6 to 32 of the characters 0-9 A-Z a-z _ - | *");
  }

  /** Returns a number that obeys its rule, and throws an exception for any other number. */
  static String require(Pattern rule, @Nullable String number, String saying) {
    if (number == null || !rule.matcher(number).matches()) {
      throw new InvalidOrderNumberException(
          saying + ", but is " + SafeText.quoted(number, MAX_QUOTE) + "; nothing was sent");
    }
    return number;
  }
}
