package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.VerificationKey;
import io.github.wechatpayfeign.signing.ResponseVerifier;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The keys of the merchants outside of a call: which are valid, new ones, and notifications. */
final class MerchantKeys {

  /** WeChat Pay waits 5 s for the answer to a notification. */
  private static final Duration NOTIFICATION_WAIT = Duration.ofSeconds(3);

  private final MerchantDirectory merchants;
  private final CertificateDownloads downloads;
  private final ResponseVerifier verifier;
  private final Duration deadline;

  MerchantKeys(
      MerchantDirectory merchants,
      CertificateDownloads downloads,
      ResponseVerifier verifier,
      Duration deadline) {
    this.merchants = merchants;
    this.downloads = downloads;
    this.verifier = verifier;
    this.deadline = deadline;
  }

  /** Returns what the directory has for the number of a merchant, or the given one. */
  MerchantSource source(MerchantSource merchant) {
    MerchantSource found = merchants.find(merchant.merchant().mchid());
    return found == null ? merchant : found;
  }

  List<KeyValidity> validities(MerchantSource merchant) {
    Merchant current = merchant.merchant();
    return downloads
        .downloaded(current.mchid())
        .with(current.verificationKeys().all())
        .all()
        .stream()
        .map(VerificationKey::validity)
        .toList();
  }

  void refresh(MerchantSource merchant, String baseUrl) {
    if (!merchant.merchant().downloadsCertificates()) {
      throw new IllegalStateException(
          "The merchant "
              + merchant.merchant().mchid()
              + " has no APIv3 key to download platform certificates with");
    }
    PlatformCertificates certificates = downloads.of(merchant.merchant().mchid());
    KeyAvailability.await(certificates.refresh(downloads.download(merchant, baseUrl)), deadline);
  }

  ResponseVerifier.Verified verifyNotification(
      MerchantSource merchant, String baseUrl, Map<String, Collection<String>> headers, byte[] body)
      throws VerificationFailure {
    MerchantSource current = source(merchant);
    MerchantTrust trust =
        downloads.trust(current, current.merchant(), baseUrl, false, () -> NOTIFICATION_WAIT);
    ResponseVerifier.Verified verified = verifier.verify(headers, body, trust);
    trust.refreshIfDue();
    return verified;
  }
}
