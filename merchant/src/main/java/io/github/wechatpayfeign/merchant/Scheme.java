package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.Signature;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The two ways in which APIv3 signs requests and answers. A merchant's key decides which one is
 * used.
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
   * {@code WECHATPAY2-SM2-WITH-SM3}: SM2 with SM3 (ShangMi), for merchants that agreed on it with
   * WeChat Pay.
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

  /**
   * Returns the name of this scheme, which is the first word of {@code Authorization} and the
   * signature type of answers.
   */
  public String header() {
    return header;
  }

  /** One use of a {@link Signature}, to sign or to verify. */
  @FunctionalInterface
  interface Step<T> {
    T take(Signature signature) throws GeneralSecurityException;
  }

  /** Runs a step with a Signature of the given provider, or of the default one if it is null. */
  abstract <T> T with(@Nullable Provider provider, Step<T> step) throws GeneralSecurityException;

  /**
   * Returns the scheme of a key, and checks the key by the scheme's rules.
   *
   * @throws IllegalArgumentException if there is no scheme for the key, or the key breaks a rule
   */
  static Scheme of(Key key, String name) {
    if (Sm2Keys.isSm2(key)) {
      return SM2;
    }
    RsaKeys.check(key, name);
    return RSA;
  }
}
