package io.github.wechatpayfeign.simulator.internal.crypto;

import java.security.KeyPair;
import java.time.Clock;

/** Issues certificates in one scheme, with the simulator's clock. */
public record CertificateAuthority(AlgorithmSuite suite, Clock clock, RandomText random) {

  public IssuedCertificate issue(String owner) {
    return issue(owner, suite.newKeyPair());
  }

  public IssuedCertificate issue(String owner, KeyPair keys) {
    Validity validity = Validity.startingAt(clock.instant());
    return new IssuedCertificate(suite, owner, random.certificateSerial(), keys, validity);
  }
}
