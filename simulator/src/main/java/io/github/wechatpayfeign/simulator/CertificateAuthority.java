package io.github.wechatpayfeign.simulator;

import java.security.KeyPair;
import java.time.Clock;

/** Issues certificates in one scheme, with the simulator's clock. */
record CertificateAuthority(AlgorithmSuite suite, Clock clock, RandomText random) {

  IssuedCertificate issue(String owner) {
    return issue(owner, suite.newKeyPair());
  }

  IssuedCertificate issue(String owner, KeyPair keys) {
    Validity validity = Validity.startingAt(clock.instant());
    return new IssuedCertificate(suite, owner, random.certificateSerial(), keys, validity);
  }
}
