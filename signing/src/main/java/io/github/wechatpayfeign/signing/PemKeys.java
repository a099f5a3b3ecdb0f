package io.github.wechatpayfeign.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Reads RSA keys from PEM. Every failure names the source, what was found and what is expected. */
final class PemKeys {

  private static final int LONGEST_FILE = 1024 * 1024;
  private static final String A_PRIVATE_KEY =
      "an RSA private key in PEM (-----BEGIN PRIVATE KEY-----, the file apiclient_key.pem)";
  private static final String A_PUBLIC_KEY =
      "an RSA public key in PEM (-----BEGIN PUBLIC KEY-----, the file pub_key.pem)";

  private PemKeys() {}

  static PrivateKey readPrivateKey(Path file) {
    return privateKey(read(file, A_PRIVATE_KEY), "The file " + file);
  }

  static PrivateKey parsePrivateKey(String pem) {
    return privateKey(pem, "The text given as private key");
  }

  static PublicKey readPublicKey(Path file) {
    return publicKey(read(file, A_PUBLIC_KEY), "The file " + file);
  }

  static PublicKey parsePublicKey(String pem) {
    return publicKey(pem, "The text given as WeChat Pay public key");
  }

  private static PrivateKey privateKey(String pem, String source) {
    Object found = firstObject(pem);
    if (found instanceof PEMKeyPair pair) {
      found = pair.getPrivateKeyInfo();
    }
    if (!(found instanceof PrivateKeyInfo info)) {
      throw unexpected(source, found, A_PRIVATE_KEY);
    }
    requireRsa(info.getPrivateKeyAlgorithm(), source, A_PRIVATE_KEY);
    try {
      return RsaKeys.checked(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded())),
          "private key");
    } catch (GeneralSecurityException | IOException damaged) {
      throw damaged(source, A_PRIVATE_KEY);
    }
  }

  private static PublicKey publicKey(String pem, String source) {
    Object found = firstObject(pem);
    if (!(found instanceof SubjectPublicKeyInfo info)) {
      throw unexpected(source, found, A_PUBLIC_KEY);
    }
    requireRsa(info.getAlgorithm(), source, A_PUBLIC_KEY);
    try {
      return RsaKeys.checked(
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info.getEncoded())),
          "WeChat Pay public key");
    } catch (GeneralSecurityException | IOException damaged) {
      throw damaged(source, A_PUBLIC_KEY);
    }
  }

  private static String read(Path file, String expected) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException(
          "The file " + file + " does not exist; expected " + expected, missing);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The file "
              + file
              + " cannot be read ("
              + unreadable.getMessage()
              + "); expected "
              + expected,
          unreadable);
    }
  }

  /** Returns the first PEM object of the text, or null where there is none that can be read. */
  private static @Nullable Object firstObject(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      return parser.readObject();
    } catch (IOException | RuntimeException damaged) {
      return null;
    }
  }

  private static void requireRsa(AlgorithmIdentifier algorithm, String source, String expected) {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      throw new IllegalArgumentException(
          source
              + " holds a key that is not RSA (algorithm "
              + algorithm.getAlgorithm()
              + "); expected "
              + expected);
    }
  }

  private static IllegalArgumentException unexpected(
      String source, @Nullable Object found, String expected) {
    return new IllegalArgumentException(
        source + " holds " + describe(found) + "; expected " + expected);
  }

  /** The cause is left out on purpose: a parser's message may quote bytes of the key. */
  private static IllegalArgumentException damaged(String source, String expected) {
    return new IllegalArgumentException(source + " holds a damaged key; expected " + expected);
  }

  private static String describe(@Nullable Object found) {
    if (found instanceof X509CertificateHolder) {
      return "a certificate";
    }
    if (found instanceof SubjectPublicKeyInfo) {
      return "a public key";
    }
    if (found instanceof PrivateKeyInfo || found instanceof PEMKeyPair) {
      return "a private key";
    }
    if (found instanceof PKCS8EncryptedPrivateKeyInfo || found instanceof PEMEncryptedKeyPair) {
      return "an encrypted private key";
    }
    return found == null ? "no PEM that can be read" : "another kind of PEM";
  }
}
