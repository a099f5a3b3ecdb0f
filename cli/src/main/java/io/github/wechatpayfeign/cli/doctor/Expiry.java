package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.merchant.KeyValidity;
import java.time.Duration;
import java.time.Instant;

/** Checks how long a certificate is still valid, and warns 30 days before its end. */
record Expiry(Findings findings, Instant now) {

  private static final Duration SOON = Duration.ofDays(30);

  /** Checks a certificate; one with an unknown end is skipped. */
  void check(String check, KeyValidity certificate, String fix) {
    Instant until = certificate.until();
    if (until == null) {
      findings.skipped(check, Words.of("the validity of {0} is unknown", certificate.serial()));
      return;
    }
    Duration left = Duration.between(now, until);
    String serial = certificate.serial();
    if (left.isNegative()) {
      findings.failure(check, Words.of("the certificate {0} expired on {1}", serial, until), fix);
    } else if (certificate.from() != null && now.isBefore(certificate.from())) {
      findings.failure(
          check,
          Words.of("the certificate {0} is valid only from {1}", serial, certificate.from()),
          Words.of("set this machine's clock"));
    } else {
      String message =
          Words.of("the certificate {0} expires on {1}, in {2} days", serial, until, left.toDays());
      if (left.compareTo(SOON) < 0) {
        findings.warning(check, message, fix);
      } else {
        findings.ok(check, message);
      }
    }
  }
}
