package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.MerchantSource;
import org.jspecify.annotations.Nullable;

/**
 * The merchants that a client signs for. Each call looks up the number that its request names. The
 * directory may change while the client runs.
 *
 * <p>An implementation must be thread-safe and must return at once, like a concurrent map.
 */
@FunctionalInterface
public interface MerchantDirectory {

  /**
   * Returns the merchant with this number, or null if there is none: then the call throws an {@link
   * IllegalStateException}, and nothing is sent.
   */
  @Nullable MerchantSource find(String mchid);
}
