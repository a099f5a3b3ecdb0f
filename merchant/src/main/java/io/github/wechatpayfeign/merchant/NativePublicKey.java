package io.github.wechatpayfeign.merchant;

import java.security.Provider;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** An RSA public key as a key object of the native provider, made when it is first needed. */
final class NativePublicKey {

  private final PublicKey key;
  private volatile @Nullable PublicKey own;

  NativePublicKey(PublicKey key) {
    this.key = key;
  }

  /** Returns the provider's own key object, or null if the provider cannot use the key. */
  @Nullable PublicKey of(Provider provider) {
    PublicKey made = own;
    if (made == null) {
      made = NativeRsa.own(PublicKey.class, key, provider);
      own = made;
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NativePublicKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
