package io.github.wechatpayfeign.merchant;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;

/** The rules for the keys of WECHATPAY2-SHA256-RSA2048. */
final class RsaKeys {

  private static final int MIN_BITS = 2048;

  private RsaKeys() {}

  /**
   * Checks that the key is RSA with at least 2048 bits. Keys that hide their length (HSM) are
   * accepted.
   *
   * @throws IllegalArgumentException if the key breaks a rule
   */
  static void check(Key key, String name) {
    if (key == null || !key.getAlgorithm().equals("RSA")) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " must be an RSA or SM2 key, but is "
              + (key == null ? "null" : "of the algorithm " + key.getAlgorithm()));
    }
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < MIN_BITS) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " must have at least 2048 bits, but has "
              + rsa.getModulus().bitLength()
              + ": get a new one from the merchant portal, API security");
    }
    if (key instanceof RSAPrivateCrtKey whole && !isWhole(whole)) {
      throw new IllegalArgumentException("The " + name + " is damaged: its numbers do not match");
    }
  }

  /** Returns whether the numbers of a key match; if not, its signatures may be invalid. */
  private static boolean isWhole(RSAPrivateCrtKey key) {
    BigInteger p = key.getPrimeP();
    BigInteger q = key.getPrimeQ();
    return p.compareTo(BigInteger.TWO) > 0
        && q.compareTo(BigInteger.TWO) > 0
        && p.multiply(q).equals(key.getModulus())
        && isInverse(key, p)
        && isInverse(key, q);
  }

  private static boolean isInverse(RSAPrivateCrtKey key, BigInteger prime) {
    return key.getPublicExponent()
        .multiply(key.getPrivateExponent())
        .mod(prime.subtract(BigInteger.ONE))
        .equals(BigInteger.ONE);
  }
}
