package io.github.wechatpayfeign.simulator.internal.accounts;

import java.util.regex.Pattern;

/**
 * The gateway's data about a merchant.
 *
 * @param apiV3Key the 32 characters that encrypt data for this merchant
 */
public record MerchantAccount(String mchid, String apiV3Key, MerchantCertificates certificates) {
  private static final Pattern MCHID = Pattern.compile("[0-9]{1,32}");

  public static boolean isLegalMchid(String mchid) {
    return MCHID.matcher(mchid).matches();
  }

  public static String requireLegalMchid(String mchid) {
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
