package io.github.wechatpayfeign.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and certificates from PEM. A plain RSA key, which most are, is read by the JDK alone,
 * since the first class of BouncyCastle costs a third of a second; {@link PemReader} reads all
 * else, and says what is wrong with what cannot be read.
 */
final class KeyReader {

  private KeyReader() {}

  static PrivateKey privateKey(KeyMaterial material) {
    byte[] plain = onlyObject(material, "PRIVATE KEY");
    PrivateKey rsa = plain == null ? null : rsaPrivateKey(plain);
    return rsa == null ? PemReader.privateKey(material) : rsa;
  }

  static PublicKey publicKey(KeyMaterial material) {
    byte[] plain = onlyObject(material, "PUBLIC KEY");
    PublicKey rsa = plain == null ? null : rsaPublicKey(plain);
    return rsa == null ? PemReader.publicKey(material) : rsa;
  }

  static boolean isEncrypted(KeyMaterial material) {
    return PemReader.isEncrypted(material);
  }

  static X509Certificate merchantCertificate(KeyMaterial material) {
    return PemReader.merchantCertificate(material);
  }

  static X509Certificate platformCertificate(KeyMaterial material) {
    return PemReader.platformCertificate(material);
  }

  private static @Nullable PrivateKey rsaPrivateKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException other) {
      return null;
    }
  }

  private static @Nullable PublicKey rsaPublicKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException other) {
      return null;
    }
  }

  /** Returns the one object of a text that is nothing but that, or null where it is not so. */
  private static byte @Nullable [] onlyObject(KeyMaterial material, String type) {
    String text = new String(material.bytes(), StandardCharsets.US_ASCII).strip();
    String begin = "-----BEGIN " + type + "-----";
    String end = "-----END " + type + "-----";
    if (!text.startsWith(begin)
        || !text.startsWith(end, Math.max(begin.length(), text.length() - end.length()))) {
      return null;
    }
    String body = text.substring(begin.length(), text.length() - end.length());
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException other) {
      return null;
    }
  }
}
