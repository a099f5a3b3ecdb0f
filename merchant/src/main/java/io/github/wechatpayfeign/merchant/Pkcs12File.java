package io.github.wechatpayfeign.merchant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A private key with its certificate, from a PKCS#12 file.
 *
 * @param privateKey the key
 * @param certificate its certificate
 */
record Pkcs12File(PrivateKey privateKey, X509Certificate certificate) {

  private static final KeyWanted A_FILE =
      new KeyWanted("the PKCS#12 file of the merchant, apiclient_cert.p12", KeyKind.PKCS12);

  /**
   * Opens a file with the JDK, or with BouncyCastle if the JDK does not know its ciphers or its
   * curve.
   *
   * @throws IllegalArgumentException if it is not a PKCS#12 file, if the password does not open it,
   *     or if it has no key with a certificate
   */
  static Pkcs12File open(KeyMaterial material, char[] password) {
    byte[] file = isBer(material.bytes()) ? material.bytes() : A_FILE.in(material).encoded();
    Exception failure;
    try {
      Optional<Pkcs12File> found = read(KeyStore.getInstance("PKCS12"), file, password);
      if (found.isPresent() && found.get().privateKey().getAlgorithm().equals("RSA")) {
        return found.get();
      }
      failure = null;
    } catch (GeneralSecurityException | IOException | RuntimeException notByTheJdk) {
      failure = notByTheJdk;
    }
    return openByBouncyCastle(material, file, password, failure);
  }

  private static Pkcs12File openByBouncyCastle(
      KeyMaterial material, byte[] file, char[] password, @Nullable Exception byTheJdk) {
    Optional<Pkcs12File> found;
    try {
      found =
          BouncyCastle.use(
              provider -> {
                try {
                  return read(KeyStore.getInstance("PKCS12", provider), file, password);
                } catch (IOException unreadable) {
                  throw new GeneralSecurityException(unreadable);
                }
              });
    } catch (IllegalStateException broken) {
      throw byTheJdk != null && isWrongPassword(byTheJdk) ? doesNotOpen(material, "") : broken;
    } catch (GeneralSecurityException wrong) {
      boolean certain = byTheJdk != null && isWrongPassword(byTheJdk);
      throw doesNotOpen(material, certain ? "" : BouncyCastle.doubt());
    }
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                material.source()
                    + " holds no private key with a certificate; expected apiclient_cert.p12"));
  }

  private static Optional<Pkcs12File> read(KeyStore store, byte[] file, char[] password)
      throws GeneralSecurityException, IOException {
    store.load(new ByteArrayInputStream(file), password);
    for (String alias : Collections.list(store.aliases())) {
      Key key = store.getKey(alias, password);
      if (key instanceof PrivateKey privateKey
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        return Optional.of(new Pkcs12File(privateKey, certificate));
      }
    }
    return Optional.empty();
  }

  /** The JDK throws the same exception for a certificate whose curve it does not know. */
  private static boolean isWrongPassword(Exception failure) {
    return failure.getCause() instanceof UnrecoverableKeyException wrong
        && !String.valueOf(wrong.getMessage()).contains("CertificateParsingException");
  }

  /** BER: some tools write an end mark in the place of a length. */
  private static boolean isBer(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == Der.SEQUENCE && bytes[1] == (byte) 0x80;
  }

  private static IllegalArgumentException doesNotOpen(KeyMaterial material, String doubt) {
    return new IllegalArgumentException(
        material.source()
            + " cannot be opened, because the password is wrong or the file is damaged: the"
            + " password of apiclient_cert.p12 is the mchid unless it was changed"
            + doubt);
  }

  @Override
  public String toString() {
    return "Pkcs12File[serial=" + CertificateSerial.of(certificate) + "]";
  }
}
