package io.github.wechatpayfeign.simulator.internal.accounts;

import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The API certificates of one merchant: the newest, the older and the revoked ones. */
public final class MerchantCertificates {
  private final Map<String, IssuedCertificate> issued = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile IssuedCertificate newest;

  public MerchantCertificates(IssuedCertificate first) {
    issued.put(first.serial(), first);
    newest = first;
  }

  public IssuedCertificate newest() {
    return newest;
  }

  public synchronized void renew(IssuedCertificate next) {
    issued.put(next.serial(), next);
    newest = next;
  }

  public void revoke(String serial) {
    if (!issued.containsKey(serial)) {
      throw new IllegalArgumentException(
          "No certificate of this merchant has the serial \"%s\": use the serial of one that it has"
              .formatted(serial));
    }
    revoked.add(serial);
  }

  /** Returns a certificate, also a revoked or expired one. */
  public Optional<IssuedCertificate> find(String serial) {
    return Optional.ofNullable(issued.get(serial));
  }

  public List<IssuedCertificate> all() {
    return List.copyOf(issued.values());
  }

  /**
   * Returns the certificate with a serial, and refuses it if requests may not be signed with it.
   */
  public IssuedCertificate valid(String serial, Instant now) throws Refusal {
    IssuedCertificate certificate = issued.get(serial);
    if (certificate == null) {
      throw Refusal.signError("商户证书序列号有误");
    }
    if (revoked.contains(serial)) {
      throw Refusal.signError("商户证书已作废");
    }
    if (certificate.validity().isOver(now)) {
      throw Refusal.signError("商户证书已过期");
    }
    return certificate;
  }
}
