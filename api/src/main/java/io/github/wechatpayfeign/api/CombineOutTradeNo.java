package io.github.wechatpayfeign.api;

import feign.Param;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the numbers of combined orders, checked by Feign before a request is made: that of
 * {@link OutTradeNo}, but a service provider's may be as short as 2 characters.
 */
public final class CombineOutTradeNo implements Param.Expander {

  private static final Pattern RULE = Pattern.compile("[0-9A-Za-z_\\-|*]{2,32}");

  /** Creates an expander; Feign does so. */
  public CombineOutTradeNo() {}

  /**
   * Returns the number as it is.
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
