package io.github.wechatpayfeign.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The API certificates of one merchant: the newest, older ones, and those that were revoked. */
final class MerchantCertificates {
  private final Map<String, IssuedCertificate> issued = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile IssuedCertificate newest;

  MerchantCertificates(IssuedCertificate first) {
    issued.put(first.serial(), first);
    newest = first;
  }

  IssuedCertificate newest() {
    return newest;
  }

  synchronized void renew(IssuedCertificate next) {
    issued.put(next.serial(), next);
    newest = next;
  }

  void revoke(String serial) {
    if (!issued.containsKey(serial)) {
      throw new IllegalArgumentException(
          "no certificate has the serial \"%s\"; give one of this merchant's".formatted(serial));
    }
    revoked.add(serial);
  }

  /** Finds a certificate with which requests may be signed now. */
  IssuedCertificate valid(String serial, Instant now) throws Refusal {
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
