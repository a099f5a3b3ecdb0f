package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.Merchant;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The keys that verify the answers to one call. Each call makes one instance, and each attempt asks
 * it for the merchant's current keys. The code of downloads is used only for a merchant with an
 * APIv3 key.
 */
final class CallKeys {

  private final ApiCall api;
  private final CertificateDownloads downloads;
  private final Supplier<Duration> timeLeft;

  /**
   * Creates the keys of a call.
   *
   * @param timeLeft returns how long the call may wait for a download
   */
  CallKeys(ApiCall api, CertificateDownloads downloads, Supplier<Duration> timeLeft) {
    this.api = api;
    this.downloads = downloads;
    this.timeLeft = timeLeft;
  }

  /**
   * Returns a future that completes when a key to verify an answer is available, and that fails if
   * there is no such key.
   */
  CompletableFuture<Void> available() {
    return ofNow().keyAvailable();
  }

  /** Returns the merchant that signs the next attempt, and the keys that verify its answer. */
  MerchantTrust ofNow() {
    Merchant merchant = api.merchant();
    return downloads.trust(
        api.source(), merchant, api.baseUrl(), api.method().isCertificateDownload(), timeLeft);
  }
}
