package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.regex.Pattern;

/** Identifies a refund: the number is unique only together with its owner. */
public record RefundId(Owner owner, String number) {
  private static final Pattern OUT_REFUND_NO = Pattern.compile("[0-9A-Za-z_\\-|*@]{1,64}");

  public static boolean isLegalNumber(String outRefundNo) {
    return OUT_REFUND_NO.matcher(outRefundNo).matches();
  }

  /** Checks the refund number that a test sets. */
  public static String requireLegal(String outRefundNo) {
    if (!isLegalNumber(outRefundNo)) {
      throw new IllegalArgumentException(
          "The outRefundNo must be 1 to 64 of the characters 0-9 A-Z a-z _ - | * @, but is \"%s\""
              .formatted(outRefundNo));
    }
    return outRefundNo;
  }
}
