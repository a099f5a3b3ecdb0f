package io.github.wechatpayfeign.merchant;

import java.security.Provider;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** An RSA public key as the native provider's own, made when it is first asked for. */
final class NativePublicKey {

  private final PublicKey key;
  private volatile @Nullable PublicKey own;

  NativePublicKey(PublicKey key) {
    this.key = key;
  }

  /** Returns the provider's own key, or null where the provider cannot use it. */
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
