package io.github.wechatpayfeign.merchant;

/**
 * Provides a merchant's keys. A client asks it each time that it signs or verifies, so keys can be
 * replaced while the client runs. A {@link Merchant} implements this interface by returning itself;
 * the keys of {@link ReplaceableMerchant} and {@link WatchedMerchant} can change.
 *
 * <p>An implementation is thread-safe, returns at once, and always returns the same {@code mchid}.
 */
@FunctionalInterface
public interface MerchantSource {

  /** Returns the merchant with its current keys. */
  Merchant merchant();
}
