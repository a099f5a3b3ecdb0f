package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.VerificationKey;
import io.github.wechatpayfeign.merchant.VerificationKeys;
import io.github.wechatpayfeign.signing.TrustedKeys;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that may have signed the answer to one attempt: the merchant's keys when the attempt
 * began, the keys that replaced them since, and downloaded platform certificates.
 *
 * <p>An example, for a merchant that has an APIv3 key and no public key:
 *
 * <ul>
 *   <li>The first call has no key, so it waits: {@link #keyAvailable} starts a download on a thread
 *       of its own. A download is a call of the same client, with its own {@code MerchantTrust}, in
 *       which {@code isCertificateDownload} is true. No key can verify its answer yet. So the
 *       certificate that signed the answer is taken from the answer itself ({@link #carriedKey}):
 *       only WeChat Pay and the merchant have the APIv3 key that encrypts it.
 *   <li>Later calls have a key and do not wait. If the last download is old, a call starts another
 *       one in the background. That answer must be signed by a key that is already known.
 *   <li>If an answer names an unknown serial, {@link #keyFor} starts a download, unless one was
 *       started for this reason less than a minute ago. The call waits for it, at most until its
 *       deadline.
 * </ul>
 */
final class MerchantTrust implements TrustedKeys {

  private static final CompletableFuture<Void> AVAILABLE = CompletableFuture.completedFuture(null);

  private final Merchant merchant;
  private final MerchantSource source;
  private final Clock clock;
  private final @Nullable Downloads downloads;

  /**
   * The platform certificates of the merchant, and how to get more.
   *
   * @param isCertificateDownload whether this attempt is itself a download: then it starts no other
   *     download, and the first download may be signed by a certificate that it carries
   * @param timeLeft how long the call may wait for a download
   */
  record Downloads(
      PlatformCertificates certificates,
      Supplier<List<VerificationKey>> download,
      boolean isCertificateDownload,
      Supplier<Duration> timeLeft) {}

  MerchantTrust(
      MerchantSource source, Merchant merchant, Clock clock, @Nullable Downloads downloads) {
    this.source = source;
    this.merchant = merchant;
    this.clock = clock;
    this.downloads = downloads;
  }

  /** Returns the keys that were set on a merchant, without any download. */
  static MerchantTrust in(Merchant merchant, Clock clock) {
    return new MerchantTrust(merchant, merchant, clock, null);
  }

  @Override
  public Merchant merchant() {
    return merchant;
  }

  /** Returns the serial for {@code Wechatpay-Serial}, or null to let the gateway choose a key. */
  @Nullable String requestedSerial() {
    if (merchant.publicKeyId() != null) {
      return merchant.publicKeyId();
    }
    return allKeys().newestAt(clock.instant()).map(VerificationKey::serial).orElse(null);
  }

  /**
   * Returns a future that completes when a key to verify the answer is available, and that fails if
   * there is no such key. If a key is available but the last download is old, another download
   * starts in the background.
   */
  CompletableFuture<Void> keyAvailable() {
    if (downloads == null) {
      return allKeys().areUsableAt(clock.instant())
          ? AVAILABLE
          : CompletableFuture.failedFuture(
              new IllegalStateException(
                  "no key of WeChat Pay is valid now (the merchant has "
                      + allKeys().describeAt(clock.instant())
                      + "): set an APIv3 key"));
    }
    if (downloads.isCertificateDownload()) {
      return AVAILABLE;
    }
    PlatformCertificates certificates = downloads.certificates();
    int successes = certificates.successes();
    if (allKeys().areUsableAt(clock.instant())) {
      certificates.refreshIfDue(downloads.download());
      return AVAILABLE;
    }
    return certificates.refreshAfter(successes, downloads.download());
  }

  /** Starts a download in the background if the last one is old. */
  void refreshIfDue() {
    if (downloads != null) {
      downloads.certificates().refreshIfDue(downloads.download());
    }
  }

  /** Returns the key with this serial; downloads the certificates again if it is not known. */
  @Override
  public VerificationKey keyFor(String serial, byte[] body) throws VerificationFailure {
    VerificationKey key = find(serial);
    if (key != null) {
      return key;
    }
    if (downloads == null) {
      throw unknown(serial, "");
    }
    if (downloads.isCertificateDownload()) {
      return carriedKey(serial, body);
    }
    CompletableFuture<Void> refresh =
        downloads.certificates().refreshForUnknown(downloads.download());
    String failure =
        refresh == null
            ? ", and the last download for an unknown serial began less than a minute ago"
            : await(refresh, downloads.timeLeft().get());
    key = find(serial);
    if (key == null) {
      throw unknown(serial, failure);
    }
    return key;
  }

  /**
   * Returns the certificate that signed a first download and that the download carries. This is
   * allowed if no other key is known, or if the merchant allows it in spite of a public key.
   */
  private VerificationKey carriedKey(String serial, byte[] body) throws VerificationFailure {
    Instant now = clock.instant();
    if (allKeys().newestAt(now).isPresent()) {
      throw unknown(
          serial,
          ", and none of them signed this download; after a restart, a first download is"
              + " accepted again");
    }
    if (allKeys().areUsableAt(now) && !merchant.trustsFirstCertificateDownload()) {
      throw unknown(
          serial,
          ", and none of them signed this download: if WeChat Pay still signs with certificates,"
              + " set them with platformCertificate(...), or call"
              + " trustFirstCertificateDownload()");
    }
    VerificationKey carried;
    try {
      carried = VerificationKeys.of(merchant.openCertificates(body, odd -> {})).find(serial);
    } catch (IllegalStateException notOpened) {
      throw new VerificationFailure(
          Reason.UNREADABLE_CERTIFICATES, String.valueOf(notOpened.getMessage()));
    }
    if (carried == null || !carried.isValidAt(now)) {
      throw unknown(serial, ", and the answer does not carry that certificate");
    }
    return carried;
  }

  private @Nullable VerificationKey find(String serial) {
    return allKeys().findUsable(serial, merchant.scheme(), clock.instant());
  }

  /**
   * Returns all keys; a key that was set on the merchant replaces a downloaded one of its serial.
   */
  private VerificationKeys allKeys() {
    VerificationKeys given = merchant.verificationKeys();
    Merchant successor = source.merchant();
    if (successor != merchant) {
      given = given.with(successor.verificationKeys().all());
    }
    return downloads == null ? given : downloads.certificates().keys().with(given.all());
  }

  /** Waits for a download; returns what went wrong with it, or an empty text. */
  private static String await(CompletableFuture<Void> refresh, Duration timeLeft) {
    try {
      refresh.get(timeLeft.toNanos(), TimeUnit.NANOSECONDS);
      return "";
    } catch (TimeoutException e) {
      return ", and the download of newer keys took too long";
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String reason =
          cause instanceof WechatPayException call ? call.summary() : cause.getMessage();
      return ", and newer keys could not be downloaded: " + reason;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ", and the download of newer keys was interrupted";
    }
  }

  private VerificationFailure unknown(String serial, String more) {
    return VerificationFailure.unknownSerial(serial, merchant, allKeys(), clock.instant(), more);
  }
}
