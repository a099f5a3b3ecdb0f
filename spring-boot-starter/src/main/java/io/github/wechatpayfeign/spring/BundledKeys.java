package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * The private key and the certificate of a merchant, taken from an SSL bundle. It exists because a
 * bundle offers a key store and not the key; an application that keeps its keys in bundles should
 * not have to write them to files.
 */
record BundledKeys(PrivateKey privateKey, X509Certificate certificate) {

  /**
   * Reads the key of the bundle's alias, or the first key if the bundle names no alias.
   *
   * @throws IllegalArgumentException if there is no private key, or it cannot be read
   */
  static BundledKeys of(SslBundle bundle) {
    KeyStore store = bundle.getStores().getKeyStore();
    if (store == null) {
      throw new IllegalArgumentException("The bundle has no key store");
    }
    try {
      String alias = alias(store, bundle.getKey().getAlias());
      if (store.getKey(alias, password(bundle)) instanceof PrivateKey key
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        return new BundledKeys(key, certificate);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The key store of the bundle cannot be opened (" + e.getMessage() + ")", e);
    }
    throw new IllegalArgumentException("The key store of the bundle contains no private key");
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
    throw new IllegalArgumentException("The key store of the bundle contains no private key");
  }

  /** Returns the password of the key, which by default is that of the store. */
  private static char @Nullable [] password(SslBundle bundle) {
    String password = bundle.getKey().getPassword();
    if (password == null) {
      password = bundle.getStores().getKeyStorePassword();
    }
    return password == null ? null : password.toCharArray();
  }

  /** Sets both in the builder, which checks that they belong together. */
  MerchantBuilder giveTo(MerchantBuilder merchant) {
    return merchant.privateKey(privateKey).certificate(certificate);
  }

  /** Shows neither the key nor the certificate; a record would show both. */
  @Override
  public String toString() {
    return "BundledKeys[...]";
  }
}
