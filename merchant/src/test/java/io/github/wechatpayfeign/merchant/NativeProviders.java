package io.github.wechatpayfeign.merchant;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.conscrypt.Conscrypt;

/** The two providers of native code, which are on the class path of the tests. */
final class NativeProviders {

  private NativeProviders() {}

  static Provider amazon() {
    return AmazonCorrettoCryptoProvider.INSTANCE;
  }

  static Provider conscrypt() {
    return Conscrypt.newProvider();
  }
}
