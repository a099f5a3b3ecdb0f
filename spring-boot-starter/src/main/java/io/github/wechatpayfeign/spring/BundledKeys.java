package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** The private key and the certificate of a merchant, as an SSL bundle holds them. */
record BundledKeys(PrivateKey privateKey, Certificate certificate) {

  /**
   * Reads the one key of a bundle's key store, or that of the bundle's alias.
   *
   * @throws IllegalArgumentException if there is none
   */
  static BundledKeys of(SslBundle bundle) {
    KeyStore store = bundle.getStores().getKeyStore();
    if (store == null) {
      throw new IllegalArgumentException("The bundle has no key store");
    }
    try {
      String alias = alias(store, bundle.getKey().getAlias());
      if (store.getKey(alias, password(bundle)) instanceof PrivateKey key) {
        return new BundledKeys(key, store.getCertificate(alias));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The key store of the bundle cannot be opened (" + e.getMessage() + ")", e);
    }
    throw new IllegalArgumentException("The key store of the bundle holds no private key");
  }

  private static String alias(KeyStore store, @Nullable String chosen)
      throws GeneralSecurityException {
    if (chosen != null) {
      return chosen;
    }
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return alias;
      }
    }
    throw new IllegalArgumentException("The key store of the bundle holds no private key");
  }

  private static char @Nullable [] password(SslBundle bundle) {
    String password = bundle.getKey().getPassword();
    if (password == null) {
      password = bundle.getStores().getKeyStorePassword();
    }
    return password == null ? null : password.toCharArray();
  }

  MerchantBuilder giveTo(MerchantBuilder merchant) {
    return merchant.privateKey(privateKey).certificate(KeyMaterial.of(pem()));
  }

  private String pem() {
    try {
      String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The certificate of the bundle is damaged", e);
    }
  }

  @Override
  public String toString() {
    return "BundledKeys[...]";
  }
}
