package io.github.wechatpayfeign.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The platform certificates that the gateway lists, one of which it signs with. */
final class IssuedPlatformCertificates {

  /**
   * A certificate as it is listed.
   *
   * @param validity when to use it, which may end before the certificate itself does
   */
  record Listed(IssuedCertificate certificate, Validity validity) {
    PlatformCertificate published() {
      return new PlatformCertificate(certificate.serial(), certificate.pem());
    }
  }

  /** How long WeChat Pay lists an old certificate together with its successor. */
  private static final Duration HANDOVER = Duration.ofHours(24);

  private final CertificateAuthority authority;
  private final List<Listed> listed = new ArrayList<>();
  private IssuedCertificate inUse;

  IssuedPlatformCertificates(CertificateAuthority authority) {
    this.authority = authority;
    inUse = authority.issue("Tenpay.com sign");
    listed.add(new Listed(inUse, inUse.validity()));
  }

  /** Lists a new certificate, and announces the end of the older ones as WeChat Pay does. */
  synchronized Listed issue() {
    IssuedCertificate next = authority.issue("Tenpay.com sign");
    Instant end = authority.clock().instant().plus(HANDOVER);
    listed.replaceAll(old -> new Listed(old.certificate(), old.validity().endingBy(end)));
    Listed newest = new Listed(next, next.validity());
    listed.add(newest);
    return newest;
  }

  synchronized void useNewest() {
    inUse = listed.get(listed.size() - 1).certificate();
  }

  synchronized void retire(String serial) {
    if (inUse.serial().equals(serial)) {
      throw new IllegalStateException(
          "platform certificate %s signs the answers; use a newer one first".formatted(serial));
    }
    if (!listed.removeIf(old -> old.certificate().serial().equals(serial))) {
      throw new IllegalArgumentException(
          "no platform certificate has the serial \"%s\"; give one that is listed"
              .formatted(serial));
    }
  }

  synchronized List<Listed> listed() {
    return List.copyOf(listed);
  }

  synchronized GatewayKey inUse() {
    return new GatewayKey(inUse.serial(), inUse.keys());
  }

  /** Returns the listed certificate whose serial a request names, if it names one. */
  synchronized Optional<GatewayKey> listed(List<String> serials) {
    return listed.stream()
        .map(Listed::certificate)
        .filter(one -> serials.equals(List.of(one.serial())))
        .findFirst()
        .map(one -> new GatewayKey(one.serial(), one.keys()));
  }
}
