package io.github.wechatpayfeign.simulator;

/**
 * The owner of orders: a merchant, or a sub-merchant of a service provider.
 *
 * @param mchid the merchant that signs
 * @param subMchid the sub-merchant; empty if the merchant acts for itself
 */
record Owner(String mchid, String subMchid) {

  static Owner merchant(String mchid) {
    return new Owner(mchid, "");
  }

  static Owner subMerchant(String mchid, String subMchid) {
    return new Owner(mchid, requireLegal("subMchid", subMchid));
  }

  /** Checks the merchant number that a test sets. */
  static String requireLegal(String name, String mchid) {
    if (!MerchantAccount.isLegalMchid(mchid)) {
      throw new IllegalArgumentException(
          "The %s must be 1 to 32 digits, but is \"%s\"".formatted(name, mchid));
    }
    return mchid;
  }

  boolean isSubMerchant() {
    return !subMchid.isEmpty();
  }
}
