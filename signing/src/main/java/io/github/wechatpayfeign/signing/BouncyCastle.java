package io.github.wechatpayfeign.signing;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The provider for what the JDK does not do: encrypted PEM, SM2, SM3 and SM4. It is installed
 * nowhere, and made only where it is needed.
 */
final class BouncyCastle {

  static final Provider PROVIDER = new BouncyCastleProvider();

  private BouncyCastle() {}
}
