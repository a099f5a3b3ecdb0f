package io.github.wechatpayfeign.simulator;

import java.util.regex.Pattern;

/** Names an order, or a combine: a number means nothing without its owner. */
record OrderId(Owner owner, String number) {
  private static final Pattern OUT_TRADE_NO = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");

  static boolean isLegalNumber(String outTradeNo) {
    return OUT_TRADE_NO.matcher(outTradeNo).matches();
  }

  /** Refuses what a test gives as the number of an order and what can be none. */
  static String requireLegal(String outTradeNo) {
    if (!isLegalNumber(outTradeNo)) {
      throw new IllegalArgumentException(
          "outTradeNo \"%s\" is illegal; give 6 to 32 of 0-9 A-Z a-z _ - | *"
              .formatted(outTradeNo));
    }
    return outTradeNo;
  }
}
