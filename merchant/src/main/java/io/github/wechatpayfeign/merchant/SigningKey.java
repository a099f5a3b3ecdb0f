package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAPrivateCrtKey;
import org.jspecify.annotations.Nullable;

/**
 * A private key with the provider that signs with it.
 *
 * @param provider null for the JVM's first one that takes the key, and BouncyCastle for SM2
 */
record SigningKey(PrivateKey key, Scheme scheme, @Nullable Provider provider) {

  /**
   * Returns a key of the provider that was chosen, or else of the native one, or else of the JVM's.
   */
  static SigningKey of(
      PrivateKey key, Scheme scheme, @Nullable Provider chosen, boolean nativeAllowed) {
    // Only a whole RSA key is given to native code: a hardware module's stays where it is.
    boolean convertible = scheme == Scheme.RSA && key instanceof RSAPrivateCrtKey;
    if (chosen != null && !(convertible && NativeRsa.knows(chosen))) {
      return new SigningKey(key, scheme, chosen);
    }
    Provider provider =
        chosen != null || !convertible || !nativeAllowed ? chosen : NativeRsa.provider();
    PrivateKey own = provider == null ? null : NativeRsa.own(PrivateKey.class, key, provider);
    return own == null
        ? new SigningKey(key, scheme, chosen)
        : new SigningKey(own, scheme, provider);
  }

  /** Takes a step with an object that signs with the key, once. */
  <T> T with(Scheme.Step<T> step) throws GeneralSecurityException {
    return scheme.with(
        provider,
        signature -> {
          signature.initSign(key);
          return step.take(signature);
        });
  }

  @Override
  public String toString() {
    return "SigningKey[" + scheme + "]";
  }
}
