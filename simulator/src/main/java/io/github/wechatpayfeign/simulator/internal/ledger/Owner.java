package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import org.jspecify.annotations.Nullable;

/**
 * The owner of orders: a merchant, or a sub-merchant of a service provider.
 *
 * @param mchid the merchant that signs
 * @param subMchid the sub-merchant; empty if the merchant acts for itself
 */
public record Owner(String mchid, String subMchid) {

  public static Owner merchant(String mchid) {
    return new Owner(mchid, "");
  }

  public static Owner subMerchant(String mchid, String subMchid) {
    return new Owner(mchid, requireLegal("subMchid", subMchid));
  }

  /**
   * Returns the owner that a file keeps.
   *
   * @param subMchid the sub-merchant; null, or empty, if the merchant acts for itself
   */
  public static Owner kept(String mchid, @Nullable String subMchid) {
    return new Owner(mchid, subMchid == null ? "" : subMchid);
  }

  /** Checks the merchant number that a test sets. */
  public static String requireLegal(String name, String mchid) {
    if (!MerchantAccount.isLegalMchid(mchid)) {
      throw new IllegalArgumentException(
          "The %s must be 1 to 32 digits, but is \"%s\"".formatted(name, mchid));
    }
    return mchid;
  }

  public boolean isSubMerchant() {
    return !subMchid.isEmpty();
  }
}
