package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.regex.Pattern;

/** Identifies an order or a combine: the number is unique only together with its owner. */
public record OrderId(Owner owner, String number) {
  private static final Pattern OUT_TRADE_NO = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");

  public static boolean isLegalNumber(String outTradeNo) {
    return OUT_TRADE_NO.matcher(outTradeNo).matches();
  }

  /** Checks the order number that a test sets. */
  public static String requireLegal(String outTradeNo) {
    if (!isLegalNumber(outTradeNo)) {
      throw new IllegalArgumentException(
          "The outTradeNo must be 6 to 32 of the characters 0-9 A-Z a-z _ - | *, but is \"%s\""
              .formatted(outTradeNo));
    }
    return outTradeNo;
  }
}
