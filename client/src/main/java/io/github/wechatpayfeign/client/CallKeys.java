package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.Merchant;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The keys that the answers to one call are verified with. It is made once a call; each attempt
 * asks it for the merchant of the moment. A merchant without an APIv3 key never reaches the
 * downloads.
 */
final class CallKeys {

  private final ApiCall api;
  private final CertificateDownloads downloads;
  private final Clock clock;
  private final Supplier<Duration> timeLeft;

  /**
   * Creates the keys of a call.
   *
   * @param timeLeft returns how long may be waited for a download
   */
  CallKeys(ApiCall api, CertificateDownloads downloads, Clock clock, Supplier<Duration> timeLeft) {
    this.api = api;
    this.downloads = downloads;
    this.clock = clock;
    this.timeLeft = timeLeft;
  }

  /**
   * Returns a future that is done when a key is there to verify an answer with, and that fails if
   * none can be had.
   */
  CompletableFuture<Void> available() {
    return ofNow().ready();
  }

  /** Returns who signs the next attempt, and which keys verify its answer. */
  MerchantTrust ofNow() {
    Merchant merchant = api.merchant();
    String baseUrl = merchant.downloadsCertificates() ? api.baseUrl() : null;
    return new MerchantTrust(
        api.source(),
        merchant,
        clock,
        baseUrl == null
            ? null
            : new MerchantTrust.Downloads(
                downloads.of(api.mchid()),
                downloads.download(api.source(), baseUrl),
                api.method().isCertificateDownload(),
                timeLeft));
  }
}
