package io.github.wechatpayfeign.merchant;

/**
 * Where a client finds a merchant's keys, each time that it signs or verifies: so they can be
 * replaced while it runs. A {@link Merchant} is the source of itself; {@link ReplaceableMerchant}
 * and {@link WatchedMerchant} change.
 *
 * <p>An implementation is thread-safe, answers at once, and returns the same {@code mchid} for
 * ever.
 */
@FunctionalInterface
public interface MerchantSource {

  /** Returns the merchant with the keys that hold now. */
  Merchant merchant();
}
