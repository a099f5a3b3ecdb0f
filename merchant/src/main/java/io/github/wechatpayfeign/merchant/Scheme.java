package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.Signature;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The two ways in which APIv3 signs requests and answers. A merchant's key decides which one it is.
 *
 * @see <a href="https://pay.weixin.qq.com/docs/merchant/development/shangmi/guide.html">SM2 in
 *     APIv3</a>
 */
public enum Scheme {
  /** {@code WECHATPAY2-SHA256-RSA2048}: SHA-256 with RSA. */
  RSA("WECHATPAY2-SHA256-RSA2048") {
    @Override
    <T> T with(@Nullable Provider provider, Step<T> step) throws GeneralSecurityException {
      return step.take(
          provider == null
              ? Signature.getInstance("SHA256withRSA")
              : Signature.getInstance("SHA256withRSA", provider));
    }
  },

  /**
   * {@code WECHATPAY2-SM2-WITH-SM3}: SM2 with SM3, for merchants with whom WeChat Pay agreed on it
   * (ShangMi).
   */
  SM2("WECHATPAY2-SM2-WITH-SM3") {
    @Override
    <T> T with(@Nullable Provider provider, Step<T> step) throws GeneralSecurityException {
      if (provider != null) {
        return step.take(Signature.getInstance("SM3withSM2", provider));
      }
      return BouncyCastle.use(
          bouncyCastle -> {
            Signature signature = Signature.getInstance("SM3withSM2", bouncyCastle);
            signature.setParameter(new SM2ParameterSpec(Sm2Keys.userId()));
            return step.take(signature);
          });
    }
  };

  private final String header;

  Scheme(String header) {
    this.header = header;
  }

  /** Returns the name that {@code Authorization} begins with, and answers are signed under. */
  public String header() {
    return header;
  }

  /** What is done with an object that signs or verifies. */
  @FunctionalInterface
  interface Step<T> {
    T take(Signature signature) throws GeneralSecurityException;
  }

  /**
   * Takes a step with an object that signs or verifies, of the given provider or else of the usual
   * one.
   */
  abstract <T> T with(@Nullable Provider provider, Step<T> step) throws GeneralSecurityException;

  /**
   * Returns the scheme of a key, which obeys the scheme's rules.
   *
   * @throws IllegalArgumentException if there is none, or a rule is broken
   */
  static Scheme of(Key key, String name) {
    if (Sm2Keys.isSm2(key)) {
      return SM2;
    }
    RsaKeys.check(key, name);
    return RSA;
  }
}
