package io.github.wechatpayfeign.merchant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import org.jspecify.annotations.Nullable;

/** Checks whether a private and a public key belong together. */
final class KeyPairs {

  private static final byte[] PROBE =
      "do these keys belong together?".getBytes(StandardCharsets.UTF_8);

  private KeyPairs() {}

  /** Returns the exception for a private key that does not belong to its certificate. */
  static IllegalArgumentException noPair(String serial) {
    return new IllegalArgumentException(
        "The private key does not belong to the certificate with the serial "
            + serial
            + ": use apiclient_key.pem and apiclient_cert.pem of the same download");
  }

  /** Refuses the merchant's own public key in the place of WeChat Pay's. */
  static void requireDifferentPairs(
      PrivateKey merchant, @Nullable Provider signer, VerificationKey wechatPay) {
    if (belongTogether(merchant, signer, wechatPay.key())) {
      throw new IllegalArgumentException(
          wechatPay.isPublicKey()
              ? "The WeChat Pay public key is the merchant's own public key: download pub_key.pem"
                  + " from the merchant portal, API security, WeChat Pay public key"
              : "The platform certificate "
                  + wechatPay.serial()
                  + " is the merchant's own certificate: a platform certificate is WeChat Pay's");
    }
  }

  /** Compares moduli if both keys show one; a key in a hardware module signs a probe instead. */
  static boolean belongTogether(
      PrivateKey privateKey, @Nullable Provider signer, PublicKey publicKey) {
    if (privateKey instanceof RSAKey one && publicKey instanceof RSAKey other) {
      return one.getModulus().equals(other.getModulus());
    }
    try {
      Scheme scheme = Scheme.of(publicKey, "public key");
      byte[] signature =
          scheme.with(
              signer,
              signing -> {
                signing.initSign(privateKey);
                signing.update(PROBE);
                return signing.sign();
              });
      return scheme.with(
          null,
          verifying -> {
            verifying.initVerify(publicKey);
            verifying.update(PROBE);
            return verifying.verify(signature);
          });
    } catch (GeneralSecurityException differentKinds) {
      return false;
    }
  }
}
