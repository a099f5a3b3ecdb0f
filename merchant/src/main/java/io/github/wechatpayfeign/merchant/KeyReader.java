package io.github.wechatpayfeign.merchant;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads keys, RSA or SM2, and certificates. Every failure names the source, what was found and what
 * to do; the cause is left out, since a parser's message may quote bytes of a key.
 *
 * <p>RSA is read by the JDK alone, since the first class of BouncyCastle costs a third of a second.
 */
final class KeyReader {

  private static final KeyWanted A_PRIVATE_KEY =
      new KeyWanted(
          "the merchant's private key (-----BEGIN PRIVATE KEY-----, the file apiclient_key.pem)",
          KeyKind.PRIVATE_KEY,
          KeyKind.ENCRYPTED_PRIVATE_KEY);
  private static final KeyWanted A_PUBLIC_KEY =
      new KeyWanted(
          "the WeChat Pay public key (-----BEGIN PUBLIC KEY-----, the file pub_key.pem)",
          KeyKind.PUBLIC_KEY);
  private static final KeyWanted A_CERTIFICATE =
      new KeyWanted(
          "the merchant API certificate (-----BEGIN CERTIFICATE-----, the file"
              + " apiclient_cert.pem)",
          KeyKind.CERTIFICATE);
  private static final KeyWanted A_PLATFORM_CERTIFICATE =
      new KeyWanted(
          "a platform certificate of WeChat Pay (-----BEGIN CERTIFICATE-----, the file"
              + " wechatpay_....pem)",
          KeyKind.CERTIFICATE);

  private KeyReader() {}

  static PrivateKey privateKey(KeyMaterial material) {
    KeyObject found = A_PRIVATE_KEY.in(material);
    KeyObject plain =
        found.kind() == KeyKind.ENCRYPTED_PRIVATE_KEY
            ? EncryptedKeys.decrypt(material, found)
            : found;
    KeyFactory factory = factory(material, plain, A_PRIVATE_KEY);
    PrivateKey key;
    try {
      key = factory.generatePrivate(new PKCS8EncodedKeySpec(plain.encoded()));
    } catch (GeneralSecurityException | RuntimeException damaged) {
      throw A_PRIVATE_KEY.damaged(material);
    }
    Scheme.of(key, "private key");
    return key;
  }

  static PublicKey publicKey(KeyMaterial material) {
    KeyObject found = A_PUBLIC_KEY.in(material);
    KeyFactory factory = factory(material, found, A_PUBLIC_KEY);
    try {
      return factory.generatePublic(new X509EncodedKeySpec(found.encoded()));
    } catch (GeneralSecurityException | RuntimeException damaged) {
      throw A_PUBLIC_KEY.damaged(material);
    }
  }

  /** Tells whether the private key in a material is encrypted; false if it holds none. */
  static boolean isEncrypted(KeyMaterial material) {
    List<KeyKind> kinds =
        KeyText.of(material.bytes()).objects().stream().map(KeyObject::kind).toList();
    return kinds.contains(KeyKind.ENCRYPTED_PRIVATE_KEY) && !kinds.contains(KeyKind.PRIVATE_KEY);
  }

  /** Reads the certificates among which that of the merchant is; the first one is the likeliest. */
  static List<X509Certificate> merchantCertificates(KeyMaterial material) {
    return certificates(material, A_CERTIFICATE);
  }

  /** Reads a certificate of WeChat Pay. */
  static X509Certificate platformCertificate(KeyMaterial material) {
    return certificates(material, A_PLATFORM_CERTIFICATE).get(0);
  }

  /**
   * Reads all certificates of WeChat Pay, but not those of authorities that are beside them in a
   * chain.
   */
  static List<X509Certificate> platformCertificates(KeyMaterial material) {
    List<X509Certificate> all = certificates(material, A_PLATFORM_CERTIFICATE);
    List<X509Certificate> leaves =
        all.stream().filter(certificate -> certificate.getBasicConstraints() < 0).toList();
    return leaves.isEmpty() ? all : leaves;
  }

  private static List<X509Certificate> certificates(KeyMaterial material, KeyWanted wanted) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (KeyObject found : wanted.allIn(material)) {
      try {
        certificates.add(
            (X509Certificate)
                certificateFactory(found)
                    .generateCertificate(new ByteArrayInputStream(found.encoded())));
      } catch (GeneralSecurityException | RuntimeException damaged) {
        throw wanted.damaged(material);
      }
    }
    return certificates;
  }

  /** The JDK does not know the curve of SM2. */
  private static CertificateFactory certificateFactory(KeyObject found)
      throws GeneralSecurityException {
    return found.algorithm().family() == KeyAlgorithm.Family.SM2
        ? BouncyCastle.use(provider -> CertificateFactory.getInstance("X.509", provider))
        : CertificateFactory.getInstance("X.509");
  }

  private static KeyFactory factory(KeyMaterial material, KeyObject found, KeyWanted wanted) {
    try {
      return switch (found.algorithm().family()) {
        case RSA -> KeyFactory.getInstance("RSA");
        case SM2 -> BouncyCastle.use(provider -> KeyFactory.getInstance("EC", provider));
        case OTHER ->
            throw new IllegalArgumentException(
                material.source()
                    + " holds a key for "
                    + found.algorithm().name()
                    + ", but WeChat Pay takes only RSA and SM2"
                    + wanted.expected());
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has RSA, and BouncyCastle has SM2", e);
    }
  }
}
