package io.github.wechatpayfeign.simulator;

import java.security.KeyPair;
import java.time.Clock;

/** Issues certificates in one scheme, by the simulator's clock. */
record CertificateAuthority(AlgorithmSuite suite, Clock clock, RandomText random) {

  IssuedCertificate issue(String owner) {
    return issue(owner, suite.newKeyPair());
  }

  IssuedCertificate issue(String owner, KeyPair keys) {
    Validity validity = Validity.startingAt(clock.instant());
    return new IssuedCertificate(suite, owner, newSerial(), keys, validity);
  }

  /** Draws 159 bits: X.509 allows 20 octets, of which the first bit is a sign. */
  private String newSerial() {
    return random.octalDigit() + random.upperHex(39);
  }
}
