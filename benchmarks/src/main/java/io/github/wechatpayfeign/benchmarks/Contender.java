package io.github.wechatpayfeign.benchmarks;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** Closes an order, or does a part of that. Many threads may call it at a time. */
@FunctionalInterface
public interface Contender {

  /** Closes an order, and throws unless the answer was verified. */
  void call() throws Exception;

  /**
   * Returns the name of the provider that signs: by default, the one that the JVM chooses for a key
   * that it read itself.
   */
  default String provider(Setup setup) throws Exception {
    Signature signature = Signature.getInstance("SHA256withRSA");
    byte[] key = setup.privateKey("apiclient").getEncoded();
    signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
    return signature.getProvider().getName();
  }

  /** Makes a contender from the keys and the address that all contenders share. */
  @FunctionalInterface
  interface Factory {
    /** Returns a contender that is ready for its first call. */
    Contender create(Setup setup) throws Exception;
  }
}
