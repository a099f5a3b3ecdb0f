package io.github.wechatpayfeign.simulator;

import java.util.regex.Pattern;

/**
 * What the gateway knows of a merchant.
 *
 * @param apiV3Key 32 characters that encrypt what the gateway sends to this merchant alone
 */
record MerchantAccount(String mchid, String apiV3Key, MerchantCertificates certificates) {
  private static final Pattern MCHID = Pattern.compile("[0-9]{1,32}");

  static boolean isLegalMchid(String mchid) {
    return MCHID.matcher(mchid).matches();
  }

  static String requireLegalMchid(String mchid) {
    if (!isLegalMchid(mchid)) {
      throw new IllegalArgumentException(
          "mchid \"%s\" is illegal; give 1 to 32 digits".formatted(mchid));
    }
    return mchid;
  }

  @Override
  public String toString() {
    return "Merchant[" + mchid + "]";
  }
}
