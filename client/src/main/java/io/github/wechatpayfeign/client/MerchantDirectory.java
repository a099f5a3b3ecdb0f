package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.MerchantSource;
import org.jspecify.annotations.Nullable;

/**
 * The merchants that a client signs for, found by the number that a request names. It may change
 * while the client runs.
 *
 * <p>An implementation is thread-safe and answers at once, such as a concurrent map.
 */
@FunctionalInterface
public interface MerchantDirectory {

  /** Returns the merchant with this number, or null where there is none. */
  @Nullable MerchantSource find(String mchid);
}
