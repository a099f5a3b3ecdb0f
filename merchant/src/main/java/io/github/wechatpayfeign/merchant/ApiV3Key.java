package io.github.wechatpayfeign.merchant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The APIv3 key of a merchant. WeChat Pay encrypts data for the merchant with it, such as platform
 * certificates. No message shows it.
 *
 * @see <a href="https://pay.weixin.qq.com/docs/merchant/development/shangmi/guide.html">the ciphers
 *     with SM4</a>
 */
final class ApiV3Key {

  static final String AES = "AEAD_AES_256_GCM";
  static final String SM4 = "AEAD_SM4_GCM";
  private static final int LENGTH = 32;
  private static final int TAG_BITS = 128;
  private static final int SM4_KEY_LENGTH = 16;

  private final byte[] key;

  /**
   * Creates a key.
   *
   * @throws IllegalArgumentException if it is not exactly 32 bytes long; the message does not show
   *     it
   */
  ApiV3Key(String key) {
    this.key = key == null ? new byte[0] : key.getBytes(StandardCharsets.UTF_8);
    if (this.key.length != LENGTH) {
      throw new IllegalArgumentException(
          "The APIv3 key must have 32 characters, but has "
              + this.key.length
              + ": set one in the merchant portal, API security, APIv3 key");
    }
  }

  /** Returns whether APIv3 encrypts with an algorithm. */
  static boolean knows(String algorithm) {
    return algorithm.equals(AES) || algorithm.equals(SM4);
  }

  /**
   * Returns the decrypted bytes. They cannot come from anyone without the key.
   *
   * @throws GeneralSecurityException if they were not encrypted with this key, or were changed
   */
  byte[] decrypt(String algorithm, String nonce, String associatedData, String ciphertext)
      throws GeneralSecurityException {
    byte[] aad = associatedData.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = decoded(ciphertext);
    return switch (algorithm) {
      case AES -> {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        yield opened(cipher, new SecretKeySpec(key, "AES"), nonce, aad, sealed);
      }
      case SM4 ->
          BouncyCastle.use(
              provider -> {
                Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", provider);
                byte[] digest = MessageDigest.getInstance("SM3", provider).digest(key);
                byte[] half = Arrays.copyOf(digest, SM4_KEY_LENGTH);
                return opened(cipher, new SecretKeySpec(half, "SM4"), nonce, aad, sealed);
              });
      default -> throw new GeneralSecurityException("The algorithm is not one of APIv3's");
    };
  }

  /** Returns whether a text is this key. */
  boolean is(String text) {
    return MessageDigest.isEqual(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] opened(
      Cipher cipher, SecretKeySpec secret, String nonce, byte[] aad, byte[] sealed)
      throws GeneralSecurityException {
    byte[] iv = nonce.getBytes(StandardCharsets.UTF_8);
    cipher.init(Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(aad);
    return cipher.doFinal(sealed);
  }

  private static byte[] decoded(String base64) throws GeneralSecurityException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("The ciphertext is not Base64", e);
    }
  }

  @Override
  public String toString() {
    return "ApiV3Key[...]";
  }
}
