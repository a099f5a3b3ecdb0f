package io.github.wechatpayfeign.client;

import feign.Client;
import feign.Feign;
import feign.Request;
import feign.Retryer;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.Scheme;
import io.github.wechatpayfeign.merchant.VerificationKey;
import io.github.wechatpayfeign.merchant.VerificationKeys;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Downloads platform certificates, for merchants that have an APIv3 key. Thread-safe. */
final class CertificateDownloads {

  private static final Logger LOG = System.getLogger(CertificateDownloads.class.getName());

  private final Client client;
  private final Request.Options options;
  private final Duration refreshInterval;
  private final CallRules rules;
  private final Map<String, PlatformCertificates> stores = new ConcurrentHashMap<>();

  /**
   * Creates downloads that use a client, which signs and verifies them like every other call.
   *
   * @param refreshInterval how old certificates are when they are downloaded again
   */
  CertificateDownloads(
      Client client, Request.Options options, Duration refreshInterval, CallRules rules) {
    this.client = client;
    this.options = options;
    this.refreshInterval = refreshInterval;
    this.rules = rules;
  }

  /** Returns the downloaded certificates of a merchant, none at first. */
  PlatformCertificates of(String mchid) {
    return stores.computeIfAbsent(
        mchid,
        number ->
            new PlatformCertificates(
                refreshInterval,
                rules.clock(),
                rules.nanoTime(),
                rules.random(),
                CertificateDownloads::runOnNewThread));
  }

  /** Returns the keys that were downloaded for a merchant so far; creates no store. */
  VerificationKeys downloaded(String mchid) {
    PlatformCertificates store = stores.get(mchid);
    return store == null ? VerificationKeys.NONE : store.keys();
  }

  /** Forgets the certificates of a merchant, for example when it is removed. */
  void forget(String mchid) {
    stores.remove(mchid);
  }

  /**
   * Returns the keys that verify what WeChat Pay sends to a merchant, including those that are
   * downloaded for it.
   *
   * @param merchant the merchant with its keys of this moment
   * @param isCertificateDownload whether it is itself the answer to a download
   * @param timeLeft returns how long to wait for a download
   */
  MerchantTrust trust(
      MerchantSource source,
      Merchant merchant,
      @Nullable String baseUrl,
      boolean isCertificateDownload,
      Supplier<Duration> timeLeft) {
    return new MerchantTrust(
        source,
        merchant,
        rules.clock(),
        baseUrl == null || !merchant.downloadsCertificates()
            ? null
            : new MerchantTrust.Downloads(
                of(merchant.mchid()), download(source, baseUrl), isCertificateDownload, timeLeft));
  }

  /** Returns a supplier that downloads the certificates of a merchant each time it is asked. */
  Supplier<List<VerificationKey>> download(MerchantSource source, String baseUrl) {
    return () -> {
      Merchant merchant = source.merchant();
      if (!merchant.downloadsCertificates()) {
        throw new IllegalStateException("The merchant no longer has an APIv3 key");
      }
      CertificatesApi api = api(source, baseUrl);
      return merchant.openCertificates(
          merchant.scheme() == Scheme.SM2 ? api.certificatesOfSm2() : api.certificates(),
          oddity ->
              LOG.log(
                  Level.WARNING,
                  "In the list of platform certificates of {0}: {1}",
                  merchant.mchid(),
                  oddity));
    };
  }

  private CertificatesApi api(MerchantSource source, String baseUrl) {
    return Feign.builder()
        .client(client)
        .options(options)
        .requestInterceptor(new WechatPayRequestInterceptor(source))
        .decoder((answer, type) -> answer.body().asInputStream().readAllBytes())
        .errorDecoder(new WechatPayErrorDecoder())
        .retryer(Retryer.NEVER_RETRY)
        .target(CertificatesApi.class, baseUrl);
  }

  /**
   * Downloads are rare. A pool could have no free thread: its threads may wait for this download.
   */
  private static void runOnNewThread(Runnable download) {
    Thread thread = new Thread(download, "wechatpay-feign-certificates");
    thread.setDaemon(true);
    thread.start();
  }
}
