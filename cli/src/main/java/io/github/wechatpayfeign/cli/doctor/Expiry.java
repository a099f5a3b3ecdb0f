package io.github.wechatpayfeign.cli.doctor;

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
      findings.skipped(check, "the validity of " + certificate.serial() + " is unknown");
      return;
    }
    Duration left = Duration.between(now, until);
    String name = "the certificate " + certificate.serial();
    if (left.isNegative()) {
      findings.failure(check, name + " expired on " + until, fix);
    } else if (certificate.from() != null && now.isBefore(certificate.from())) {
      findings.failure(
          check, name + " is valid only from " + certificate.from(), "set this machine's clock");
    } else {
      String message = name + " expires on " + until + ", in " + left.toDays() + " days";
      if (left.compareTo(SOON) < 0) {
        findings.warning(check, message, fix);
      } else {
        findings.ok(check, message);
      }
    }
  }
}
