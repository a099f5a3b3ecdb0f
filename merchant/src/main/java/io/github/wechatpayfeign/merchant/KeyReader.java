package io.github.wechatpayfeign.merchant;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSA and SM2 keys, and certificates. Every message names the source, what was found and what
 * to do. The cause is left out, because a parser's message may quote bytes of a key.
 *
 * <p>RSA is read with the JDK only, because loading BouncyCastle costs a third of a second.
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
    requireKnown(material, plain, A_PRIVATE_KEY);
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(plain.encoded());
    PrivateKey key =
        read(material, plain, A_PRIVATE_KEY, provider -> factory(provider).generatePrivate(spec));
    Scheme.of(key, "private key");
    return key;
  }

  static PublicKey publicKey(KeyMaterial material) {
    KeyObject found = A_PUBLIC_KEY.in(material);
    requireKnown(material, found, A_PUBLIC_KEY);
    X509EncodedKeySpec spec = new X509EncodedKeySpec(found.encoded());
    return read(material, found, A_PUBLIC_KEY, provider -> factory(provider).generatePublic(spec));
  }

  /** Returns whether the private key in a material is encrypted; false if there is none. */
  static boolean isEncrypted(KeyMaterial material) {
    List<KeyKind> kinds =
        KeyText.of(material.bytes()).objects().stream().map(KeyObject::kind).toList();
    return kinds.contains(KeyKind.ENCRYPTED_PRIVATE_KEY) && !kinds.contains(KeyKind.PRIVATE_KEY);
  }

  /** Reads the merchant's certificate and all others beside it; most likely it is the first. */
  static List<X509Certificate> merchantCertificates(KeyMaterial material) {
    return certificates(material, A_CERTIFICATE);
  }

  /** Reads a certificate of WeChat Pay. */
  static X509Certificate platformCertificate(KeyMaterial material) {
    return certificates(material, A_PLATFORM_CERTIFICATE).get(0);
  }

  /**
   * Reads all platform certificates of WeChat Pay, without those of authorities in the same chain.
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
      certificates.add(
          read(material, found, wanted, provider -> certificate(found.encoded(), provider)));
    }
    return certificates;
  }

  private static X509Certificate certificate(byte[] encoded, @Nullable Provider provider)
      throws GeneralSecurityException {
    CertificateFactory factory =
        provider == null
            ? CertificateFactory.getInstance("X.509")
            : CertificateFactory.getInstance("X.509", provider);
    X509Certificate certificate =
        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
    if (provider != null) {
      // BouncyCastle parses the key only when it is asked for it.
      Objects.requireNonNull(certificate.getPublicKey());
    }
    return certificate;
  }

  private static KeyFactory factory(@Nullable Provider provider) throws GeneralSecurityException {
    return provider == null
        ? KeyFactory.getInstance("RSA")
        : KeyFactory.getInstance("EC", provider);
  }

  private static void requireKnown(KeyMaterial material, KeyObject found, KeyWanted wanted) {
    if (found.algorithm().family() == KeyAlgorithm.Family.OTHER) {
      throw new IllegalArgumentException(
          material.source()
              + " holds a key for "
              + found.algorithm().name()
              + ", but WeChat Pay takes only RSA and SM2"
              + wanted.expected());
    }
  }

  /**
   * Reads with the JDK (provider null), or with BouncyCastle for SM2, whose curve the JDK lacks.
   */
  private static <T> T read(
      KeyMaterial material, KeyObject found, KeyWanted wanted, Reader<T> reader) {
    boolean sm2 = found.algorithm().family() == KeyAlgorithm.Family.SM2;
    try {
      return sm2 ? BouncyCastle.use(reader::by) : byTheJdk(reader);
    } catch (GeneralSecurityException damaged) {
      throw wanted.damaged(material, sm2 ? BouncyCastle.doubt() : "");
    }
  }

  private static <T> T byTheJdk(Reader<T> reader) throws GeneralSecurityException {
    try {
      return reader.by(null);
    } catch (RuntimeException damaged) {
      throw new GeneralSecurityException(damaged);
    }
  }

  /** Reads a key or a certificate. */
  @FunctionalInterface
  private interface Reader<T> {
    T by(@Nullable Provider provider) throws GeneralSecurityException;
  }
}
