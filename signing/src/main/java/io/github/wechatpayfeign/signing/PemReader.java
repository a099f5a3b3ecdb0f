package io.github.wechatpayfeign.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys, RSA or SM2, and certificates from any PEM. Every failure names the source, what was
 * found and what is expected; the cause is left out where a parser's message may quote bytes of a
 * key.
 */
final class PemReader {

  private static final String A_PRIVATE_KEY =
      "; expected an RSA private key in PEM (-----BEGIN PRIVATE KEY-----, the file"
          + " apiclient_key.pem)";
  private static final String A_PUBLIC_KEY =
      "; expected an RSA public key in PEM (-----BEGIN PUBLIC KEY-----, the file pub_key.pem)";
  private static final String A_CERTIFICATE =
      "; expected the merchant API certificate in PEM (-----BEGIN CERTIFICATE-----, the file"
          + " apiclient_cert.pem)";

  private static final String A_PLATFORM_CERTIFICATE =
      "; expected a platform certificate of WeChat Pay in PEM (-----BEGIN CERTIFICATE-----, the"
          + " file wechatpay_....pem)";

  private PemReader() {}

  static PrivateKey privateKey(KeyMaterial material) {
    Object found = firstObject(material);
    PrivateKeyInfo info =
        switch (PemKind.of(found)) {
          case PRIVATE_KEY -> plain(found);
          case ENCRYPTED_PRIVATE_KEY -> EncryptedKeys.decrypt(material, found);
          default -> throw unexpected(material, found, A_PRIVATE_KEY);
        };
    KeyFactory factory = factory(info.getPrivateKeyAlgorithm(), material, A_PRIVATE_KEY);
    try {
      PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
      Scheme.of(key, "private key");
      return key;
    } catch (GeneralSecurityException | IOException damaged) {
      throw new IllegalArgumentException(
          material.source() + " holds a damaged key" + A_PRIVATE_KEY);
    }
  }

  static PublicKey publicKey(KeyMaterial material) {
    Object found = firstObject(material);
    if (!(found instanceof SubjectPublicKeyInfo info)) {
      throw unexpected(material, found, A_PUBLIC_KEY);
    }
    KeyFactory factory = factory(info.getAlgorithm(), material, A_PUBLIC_KEY);
    try {
      return factory.generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException | IOException damaged) {
      throw new IllegalArgumentException(material.source() + " holds a damaged key" + A_PUBLIC_KEY);
    }
  }

  static boolean isEncrypted(KeyMaterial material) {
    return PemKind.of(firstObject(material)) == PemKind.ENCRYPTED_PRIVATE_KEY;
  }

  /** Reads the certificate of the merchant. */
  static X509Certificate merchantCertificate(KeyMaterial material) {
    return certificate(material, A_CERTIFICATE);
  }

  /** Reads a certificate of WeChat Pay. */
  static X509Certificate platformCertificate(KeyMaterial material) {
    return certificate(material, A_PLATFORM_CERTIFICATE);
  }

  private static X509Certificate certificate(KeyMaterial material, String expected) {
    Object found = firstObject(material);
    if (!(found instanceof X509CertificateHolder holder)) {
      throw unexpected(material, found, expected);
    }
    try {
      return (X509Certificate)
          certificates(holder).generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    } catch (GeneralSecurityException | IOException damaged) {
      throw new IllegalArgumentException(
          material.source() + " holds a damaged certificate" + expected, damaged);
    }
  }

  /** The JDK does not know the curve of SM2. */
  private static CertificateFactory certificates(X509CertificateHolder holder)
      throws GeneralSecurityException {
    return isSm2(holder.getSubjectPublicKeyInfo().getAlgorithm())
        ? CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER)
        : CertificateFactory.getInstance("X.509");
  }

  /** Returns the first PEM object, or null where there is none that can be read. */
  private static @Nullable Object firstObject(KeyMaterial material) {
    try (PEMParser parser =
        new PEMParser(
            new InputStreamReader(
                new ByteArrayInputStream(material.bytes()), StandardCharsets.UTF_8))) {
      return parser.readObject();
    } catch (IOException | RuntimeException damaged) {
      return null;
    }
  }

  private static PrivateKeyInfo plain(@Nullable Object found) {
    return found instanceof PEMKeyPair pair
        ? pair.getPrivateKeyInfo()
        : (PrivateKeyInfo) Objects.requireNonNull(found);
  }

  private static KeyFactory factory(
      AlgorithmIdentifier algorithm, KeyMaterial material, String expected) {
    try {
      if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
        return KeyFactory.getInstance("RSA");
      }
      if (isSm2(algorithm)) {
        return KeyFactory.getInstance("EC", BouncyCastle.PROVIDER);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has RSA, and BouncyCastle has SM2", e);
    }
    throw new IllegalArgumentException(
        material.source()
            + " holds a key that is neither RSA nor SM2 (algorithm "
            + algorithm.getAlgorithm()
            + ")"
            + expected);
  }

  private static boolean isSm2(AlgorithmIdentifier algorithm) {
    return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        && GMObjectIdentifiers.sm2p256v1.equals(algorithm.getParameters());
  }

  private static IllegalArgumentException unexpected(
      KeyMaterial material, @Nullable Object found, String expected) {
    return new IllegalArgumentException(
        material.source() + " holds " + PemKind.of(found).description() + expected);
  }

  /** What a PEM object is. */
  private enum PemKind {
    PRIVATE_KEY("a private key"),
    ENCRYPTED_PRIVATE_KEY("an encrypted private key"),
    PUBLIC_KEY("a public key"),
    CERTIFICATE("a certificate"),
    OTHER("another kind of PEM"),
    NONE("no PEM that can be read");

    private final String description;

    PemKind(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }

    static PemKind of(@Nullable Object found) {
      if (found instanceof PrivateKeyInfo || found instanceof PEMKeyPair) {
        return PRIVATE_KEY;
      }
      if (found instanceof PKCS8EncryptedPrivateKeyInfo || found instanceof PEMEncryptedKeyPair) {
        return ENCRYPTED_PRIVATE_KEY;
      }
      if (found instanceof SubjectPublicKeyInfo) {
        return PUBLIC_KEY;
      }
      if (found instanceof X509CertificateHolder) {
        return CERTIFICATE;
      }
      return found == null ? NONE : OTHER;
    }
  }
}
