package io.github.wechatpayfeign.simulator;

/**
 * Whom orders belong to: a merchant, or a sub-merchant of a service provider.
 *
 * @param mchid the merchant that signs
 * @param subMchid the sub-merchant; empty when the merchant acts for itself
 */
record Owner(String mchid, String subMchid) {

  static Owner merchant(String mchid) {
    return new Owner(mchid, "");
  }

  static Owner subMerchant(String mchid, String subMchid) {
    return new Owner(mchid, requireLegal("subMchid", subMchid));
  }

  /** Refuses what a test gives as the number of a merchant and what can be none. */
  static String requireLegal(String name, String mchid) {
    if (!MerchantAccount.isLegalMchid(mchid)) {
      throw new IllegalArgumentException(
          "%s \"%s\" is illegal; give 1 to 32 digits".formatted(name, mchid));
    }
    return mchid;
  }

  boolean isSubMerchant() {
    return !subMchid.isEmpty();
  }
}
