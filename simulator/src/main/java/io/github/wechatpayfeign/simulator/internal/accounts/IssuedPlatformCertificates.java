package io.github.wechatpayfeign.simulator.internal.accounts;

import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.crypto.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The platform certificates that the gateway lists; it signs with one of them. */
public final class IssuedPlatformCertificates {

  /**
   * A certificate in the list.
   *
   * @param validity the listed validity, which may end before that of the certificate itself
   */
  public record Listed(IssuedCertificate certificate, Validity validity) {
    public PlatformCertificate published() {
      return new PlatformCertificate(certificate.serial(), certificate.pem());
    }
  }

  static final String OWNER = "Tenpay.com sign";

  /** How long WeChat Pay lists an old certificate together with its successor. */
  private static final Duration HANDOVER = Duration.ofHours(24);

  private final CertificateAuthority authority;
  private final List<Listed> listed = new ArrayList<>();
  private IssuedCertificate inUse;

  IssuedPlatformCertificates(CertificateAuthority authority, IssuedCertificate first) {
    this.authority = authority;
    inUse = first;
    listed.add(new Listed(inUse, inUse.validity()));
  }

  /** Adds a new certificate, and limits the validity of the older ones as WeChat Pay does. */
  public synchronized Listed issue() {
    IssuedCertificate next = authority.issue(OWNER);
    Instant end = authority.clock().instant().plus(HANDOVER);
    listed.replaceAll(old -> new Listed(old.certificate(), old.validity().endingBy(end)));
    Listed newest = new Listed(next, next.validity());
    listed.add(newest);
    return newest;
  }

  public synchronized void useNewest() {
    inUse = listed.get(listed.size() - 1).certificate();
  }

  public synchronized void retire(String serial) {
    if (inUse.serial().equals(serial)) {
      throw new IllegalStateException(
          "The platform certificate %s signs the answers: use a newer one first".formatted(serial));
    }
    if (!listed.removeIf(old -> old.certificate().serial().equals(serial))) {
      throw new IllegalArgumentException(
          "No platform certificate has the serial \"%s\": use the serial of a listed one"
              .formatted(serial));
    }
  }

  synchronized List<Listed> listed() {
    return List.copyOf(listed);
  }

  synchronized GatewayKey inUse() {
    return new GatewayKey(inUse.serial(), inUse.keys());
  }

  /** Returns the listed certificate that a request names, or empty if it names none. */
  synchronized Optional<GatewayKey> listed(List<String> serials) {
    List<String> wanted = serials.stream().map(IssuedCertificate::inFullForm).toList();
    return listed.stream()
        .map(Listed::certificate)
        .filter(one -> wanted.equals(List.of(one.serial())))
        .findFirst()
        .map(one -> new GatewayKey(one.serial(), one.keys()));
  }
}
