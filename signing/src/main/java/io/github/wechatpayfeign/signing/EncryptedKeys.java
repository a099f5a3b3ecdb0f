package io.github.wechatpayfeign.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/** Opens what a passphrase protects: encrypted PEM keys, and PKCS#12 files. */
final class EncryptedKeys {

  /** A private key with its certificate, as a PKCS#12 file holds them. */
  record Pair(PrivateKey privateKey, X509Certificate certificate) {

    @Override
    public String toString() {
      return "Pair[serial=" + CertificateSerial.of(certificate) + "]";
    }
  }

  private EncryptedKeys() {}

  static PrivateKeyInfo decrypt(KeyMaterial material, @Nullable Object encrypted) {
    char[] passphrase = material.passphrase();
    if (passphrase == null) {
      throw new IllegalArgumentException(
          material.source() + " holds an encrypted private key: give its passphrase");
    }
    try {
      if (encrypted instanceof PKCS8EncryptedPrivateKeyInfo pkcs8) {
        return pkcs8.decryptPrivateKeyInfo(
            new JceOpenSSLPKCS8DecryptorProviderBuilder()
                .setProvider(BouncyCastle.PROVIDER)
                .build(passphrase));
      }
      if (encrypted instanceof PEMEncryptedKeyPair pkcs1) {
        return pkcs1
            .decryptKeyPair(
                new JcePEMDecryptorProviderBuilder()
                    .setProvider(BouncyCastle.PROVIDER)
                    .build(passphrase))
            .getPrivateKeyInfo();
      }
    } catch (IOException | OperatorCreationException | PKCSException | RuntimeException wrong) {
      throw doesNotOpen(material);
    }
    throw new IllegalStateException("Not an encrypted key: " + encrypted);
  }

  /** Returns the key of a PKCS#12 file and its certificate. */
  static Pair pkcs12(KeyMaterial material, char[] password) {
    KeyStore store;
    try {
      store = KeyStore.getInstance("PKCS12", BouncyCastle.PROVIDER);
      store.load(new ByteArrayInputStream(material.bytes()), password);
    } catch (GeneralSecurityException | IOException | RuntimeException wrong) {
      throw new IllegalArgumentException(
          material.source()
              + " is not a PKCS#12 file, or its password is another one: the password of"
              + " apiclient_cert.p12 is the mchid unless it was changed");
    }
    try {
      for (String alias : Collections.list(store.aliases())) {
        Key key = store.getKey(alias, password);
        if (key instanceof PrivateKey privateKey
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          return new Pair(privateKey, certificate);
        }
      }
    } catch (GeneralSecurityException damaged) {
      throw doesNotOpen(material);
    }
    throw new IllegalArgumentException(
        material.source()
            + " holds no private key with a certificate; expected apiclient_cert.p12");
  }

  private static IllegalArgumentException doesNotOpen(KeyMaterial material) {
    return new IllegalArgumentException(
        "The passphrase does not open the key: " + material.source());
  }
}
