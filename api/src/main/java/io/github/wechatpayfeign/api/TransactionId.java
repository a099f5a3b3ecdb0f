package io.github.wechatpayfeign.api;

import feign.Param;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Feign expander, not a value type, that checks WeChat Pay's order numbers: 1 to 32 digits and
 * letters. Feign calls it for each parameter that names it, before a request is made: {@code
 * Param(value = "transaction_id", expander = TransactionId.class)}. Applications pass the number as
 * a {@code String}, and use this class only in a Feign interface of their own.
 */
public final class TransactionId implements Param.Expander {

  private static final Pattern RULE = Pattern.compile("[0-9A-Za-z]{1,32}");

  /** Creates an expander; Feign calls this. */
  public TransactionId() {}

  /**
   * Returns the number unchanged.
   *
   * @throws InvalidOrderNumberException if it is not 1 to 32 digits and letters
   */
  @Override
  public String expand(@Nullable Object value) {
    return check(value == null ? null : value.toString());
  }

  static String check(@Nullable String transactionId) {
    return OutTradeNo.require(
        RULE, transactionId, "The transaction_id must be 1 to 32 of the characters 0-9 A-Z a-z");
  }
}
