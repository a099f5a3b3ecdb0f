package io.github.wechatpayfeign.api.refund;

import feign.Param;
import io.github.wechatpayfeign.api.InvalidOrderNumberException;
import io.github.wechatpayfeign.errors.internal.SafeText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Feign expander, not a value type, that checks merchant refund numbers: 1 to 64 of the digits,
 * letters, {@code _}, {@code -}, {@code |}, {@code *} and {@code @}. Feign calls it for each
 * parameter that names it, before a request is made: {@code @Param(value = "out_refund_no",
 * expander = OutRefundNo.class)}. Applications pass the number as a {@code String}, and use this
 * class only in a Feign interface of their own.
 */
public final class OutRefundNo implements Param.Expander {

  private static final Pattern RULE = Pattern.compile("[0-9A-Za-z_\\-|*@]{1,64}");
  private static final int MAX_QUOTE = 128;

  /** Creates an expander; Feign calls this. */
  public OutRefundNo() {}

  /**
   * Returns the refund number unchanged.
   *
   * @throws InvalidOrderNumberException if it is not 1 to 64 of the digits, letters, {@code _},
   *     {@code -}, {@code |}, {@code *} and {@code @}
   */
  @Override
  public String expand(@Nullable Object value) {
    return check(value == null ? null : value.toString());
  }

  static String check(@Nullable String outRefundNo) {
    if (outRefundNo == null || !RULE.matcher(outRefundNo).matches()) {
      throw new InvalidOrderNumberException(
          "The out_refund_no must be 1 to 64 of the characters 0-9 A-Z a-z _ - | * @, but is "
              + SafeText.quoted(outRefundNo, MAX_QUOTE)
              + "; nothing was sent");
    }
    return outRefundNo;
  }
}
