package io.github.wechatpayfeign.simulator;

import java.util.regex.Pattern;

/**
 * The gateway's data about a merchant.
 *
 * @param apiV3Key the 32 characters that encrypt data for this merchant
 */
record MerchantAccount(String mchid, String apiV3Key, MerchantCertificates certificates) {
  private static final Pattern MCHID = Pattern.compile("[0-9]{1,32}");

  static boolean isLegalMchid(String mchid) {
    return MCHID.matcher(mchid).matches();
  }

  static String requireLegalMchid(String mchid) {
    if (!isLegalMchid(mchid)) {
      throw new IllegalArgumentException(
          "The mchid must be 1 to 32 digits, but is \"%s\"".formatted(mchid));
    }
    return mchid;
  }

  @Override
  public String toString() {
    return "Merchant[" + mchid + "]";
  }
}
