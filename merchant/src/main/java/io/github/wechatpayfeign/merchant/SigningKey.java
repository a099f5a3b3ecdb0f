package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAPrivateCrtKey;
import org.jspecify.annotations.Nullable;

/**
 * A private key with the provider that signs with it.
 *
 * @param provider the provider; null means the JVM's first provider that accepts the key, or
 *     BouncyCastle for SM2
 * @param spares objects of that provider that are used again, or null to make a new one each time
 */
record SigningKey(
    PrivateKey key, Scheme scheme, @Nullable Provider provider, @Nullable SpareSignatures spares) {

  /** Returns a key of the chosen provider, otherwise of the native one, otherwise of the JVM. */
  static SigningKey of(
      PrivateKey key, Scheme scheme, @Nullable Provider chosen, boolean nativeAllowed) {
    // Only a complete RSA key goes to native code; a key in a hardware module stays there.
    boolean convertible = scheme == Scheme.RSA && key instanceof RSAPrivateCrtKey;
    if (chosen != null && !(convertible && NativeRsa.knows(chosen))) {
      return new SigningKey(key, scheme, chosen, null);
    }
    Provider provider =
        chosen != null || !convertible || !nativeAllowed ? chosen : NativeRsa.provider();
    PrivateKey own = provider == null ? null : NativeRsa.own(PrivateKey.class, key, provider);
    return own == null
        ? new SigningKey(key, scheme, chosen, null)
        : new SigningKey(own, scheme, provider, chosen == null ? NativeRsa.signers() : null);
  }

  /** Runs a step once with a Signature that signs with the key. */
  <T> T with(Scheme.Step<T> step) throws GeneralSecurityException {
    Scheme.Step<T> signing =
        signature -> {
          signature.initSign(key);
          return step.take(signature);
        };
    return spares == null ? scheme.with(provider, signing) : spares.with(key, signing);
  }

  @Override
  public String toString() {
    return "SigningKey[" + scheme + "]";
  }
}
