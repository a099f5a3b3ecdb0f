package io.github.wechatpayfeign.simulator.internal.accounts;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.crypto.GatewayKey;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import java.util.Optional;

/**
 * The keys with which a simulator starts: those of its first merchant, and those of the gateway in
 * its mode.
 *
 * @param apiV3Key the 32 characters that encrypt data for the merchant
 */
public record StartKeys(
    IssuedCertificate merchant,
    String apiV3Key,
    Optional<GatewayKey> publicKey,
    Optional<IssuedCertificate> platform) {

  /** Creates keys and numbers that nobody had before. */
  public static StartKeys create(GatewayMode mode, String mchid, CertificateAuthority authority) {
    return new StartKeys(
        authority.issue(mchid),
        authority.random().alphanumeric(32),
        mode.hasPublicKey()
            ? Optional.of(GatewayKey.newPublicKey(authority.suite(), authority.random()))
            : Optional.empty(),
        mode.hasCertificates()
            ? Optional.of(authority.issue(IssuedPlatformCertificates.OWNER))
            : Optional.empty());
  }

  @Override
  public String toString() {
    return "StartKeys[" + merchant + "]";
  }
}
