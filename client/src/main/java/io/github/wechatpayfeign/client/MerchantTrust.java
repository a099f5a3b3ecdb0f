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
 * The keys that the answer to one attempt may be signed with: those of the merchant when it was
 * sent, those that replaced them since, and those that were downloaded.
 */
final class MerchantTrust implements TrustedKeys {

  private final Merchant merchant;
  private final MerchantSource source;
  private final Clock clock;
  private final @Nullable Downloads downloads;

  /**
   * The platform certificates of the merchant, and how to get more.
   *
   * @param carriedOnly whether the answer is a download itself: then another one is of no use, and
   *     the first one may be signed with a key that it carries if no other key is known
   * @param patience how long may be waited for a download
   */
  record Downloads(
      PlatformCertificates certificates,
      Supplier<List<VerificationKey>> download,
      boolean carriedOnly,
      Supplier<Duration> patience) {}

  MerchantTrust(
      MerchantSource source, Merchant merchant, Clock clock, @Nullable Downloads downloads) {
    this.source = source;
    this.merchant = merchant;
    this.clock = clock;
    this.downloads = downloads;
  }

  /** Returns the trust in the keys that a merchant was given. */
  static MerchantTrust in(Merchant merchant, Clock clock) {
    return new MerchantTrust(merchant, merchant, clock, null);
  }

  @Override
  public Merchant merchant() {
    return merchant;
  }

  /** Returns what the request asks the answer to be signed with; null leaves it to the gateway. */
  @Nullable String wanted() {
    if (merchant.publicKeyId() != null) {
      return merchant.publicKeyId();
    }
    return known().newestAt(clock.instant()).map(VerificationKey::serial).orElse(null);
  }

  /**
   * Returns a future that is done when a key is there to verify the answer with, and fails where
   * none can be had. Certificates that are old are downloaded anew meanwhile.
   */
  CompletableFuture<Void> ready() {
    if (downloads == null) {
      return known().areUsableAt(clock.instant())
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(
              new IllegalStateException(
                  "no key of WeChat Pay is valid now, of "
                      + known().describeAt(clock.instant())
                      + ": set an APIv3 key"));
    }
    if (downloads.carriedOnly()) {
      return CompletableFuture.completedFuture(null);
    }
    if (known().areUsableAt(clock.instant())) {
      downloads.certificates().refreshIfDue(downloads.download());
      return CompletableFuture.completedFuture(null);
    }
    return downloads.certificates().refresh(downloads.download());
  }

  /** Returns the key that a serial names, after another download if it is not known. */
  @Override
  public VerificationKey keyFor(String serial, byte[] body) throws VerificationFailure {
    VerificationKey key = find(serial);
    if (key != null) {
      return key;
    }
    if (downloads == null) {
      throw unknown(serial, "");
    }
    if (downloads.carriedOnly()) {
      return carriedKey(serial, body);
    }
    CompletableFuture<Void> refresh =
        downloads.certificates().refreshForUnknown(downloads.download());
    String failure =
        refresh == null
            ? ", and they were downloaded less than a minute ago"
            : await(refresh, downloads.patience().get());
    key = find(serial);
    if (key == null) {
      throw unknown(serial, failure);
    }
    return key;
  }

  /**
   * Returns the key of a first download that signs itself: no other key is known, or the merchant
   * allows it though there is a public key.
   */
  private VerificationKey carriedKey(String serial, byte[] body) throws VerificationFailure {
    Instant now = clock.instant();
    if (known().newestAt(now).isPresent()) {
      throw unknown(
          serial, ", of which none signed this download; a restart begins with a first download");
    }
    if (known().areUsableAt(now) && !merchant.trustsFirstCertificateDownload()) {
      throw unknown(
          serial,
          ", of which none signed this download: where WeChat Pay still signs with certificates,"
              + " give them by platformCertificate(...), or call"
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
      throw unknown(serial, ", nor does the answer carry its certificate");
    }
    return carried;
  }

  private @Nullable VerificationKey find(String serial) {
    return known().findUsable(serial, merchant.scheme(), clock.instant());
  }

  /** A key that the merchant was given takes the place of the same one that was downloaded. */
  private VerificationKeys known() {
    VerificationKeys given = merchant.verificationKeys();
    Merchant successor = source.merchant();
    if (successor != merchant) {
      given = given.with(successor.verificationKeys().all());
    }
    return downloads == null ? given : downloads.certificates().keys().with(given.all());
  }

  /** Waits for a download, and returns what went wrong with it, or nothing. */
  private static String await(CompletableFuture<Void> refresh, Duration patience) {
    try {
      refresh.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return "";
    } catch (TimeoutException e) {
      return ", and the download of others took too long";
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String reason =
          cause instanceof WechatPayException call ? call.summary() : cause.getMessage();
      return ", and others could not be downloaded: " + reason;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ", and the download of others was interrupted";
    }
  }

  private VerificationFailure unknown(String serial, String more) {
    return VerificationFailure.unknownSerial(serial, merchant, known(), clock.instant(), more);
  }
}
