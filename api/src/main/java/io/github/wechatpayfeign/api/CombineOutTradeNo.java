package io.github.wechatpayfeign.api;

import feign.Param;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Feign expander, not a value type, that checks the merchant order numbers of combined orders.
 * The rule is that of {@link OutTradeNo}, except that a service provider's number may have as few
 * as 2 characters.
 */
public final class CombineOutTradeNo implements Param.Expander {

  private static final Pattern RULE = Pattern.compile("[0-9A-Za-z_\\-|*]{2,32}");

  /** Creates an expander; Feign calls this. */
  public CombineOutTradeNo() {}

  /**
   * Returns the number unchanged.
   *
   * @throws InvalidOrderNumberException if it is not 2 to 32 of the digits, letters, {@code _},
   *     {@code -}, {@code |} and {@code *}
   */
  @Override
  public String expand(@Nullable Object value) {
    return check(value == null ? null : value.toString());
  }

  static String check(@Nullable String combineOutTradeNo) {
    return OutTradeNo.require(
        RULE,
        combineOutTradeNo,
        "The combine_out_trade_no must be 2 to 32 of the characters 0-9 A-Z a-z _ - | *");
  }
}
