package io.github.wechatpayfeign.simulator;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;

/** SHA-256 with RSA, by the JDK alone, so that no client is checked by its own code. */
final class RsaSuite extends AlgorithmSuite {

  @Override
  String scheme() {
    return "WECHATPAY2-SHA256-RSA2048";
  }

  @Override
  boolean fits(KeyPair keys) {
    return keys.getPublic() instanceof RSAPublicKey;
  }

  @Override
  KeyPairGenerator newKeyPairGenerator() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator;
  }

  @Override
  Signature newSignature() throws GeneralSecurityException {
    return Signature.getInstance("SHA256withRSA");
  }
}
