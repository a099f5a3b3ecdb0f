package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Decrypts private keys that a passphrase protects. */
final class EncryptedKeys {

  private EncryptedKeys() {}

  /**
   * Returns the decrypted key.
   *
   * @throws IllegalArgumentException if the material has no passphrase, or a wrong one
   */
  static KeyObject decrypt(KeyMaterial material, KeyObject encrypted) {
    char[] passphrase = material.passphrase();
    if (passphrase == null) {
      throw new IllegalArgumentException(
          material.source() + " holds an encrypted private key: give its passphrase");
    }
    byte[] plain;
    try {
      DekInfo cipher = encrypted.cipher();
      byte[] bytes = encrypted.encoded();
      plain =
          BouncyCastle.use(
              provider ->
                  cipher == null
                      ? Pkcs8Decryption.decrypt(bytes, passphrase, provider)
                      : TraditionalDecryption.decrypt(bytes, cipher, passphrase, provider));
    } catch (UnknownCipherException unknown) {
      throw new IllegalArgumentException(
          material.source()
              + " is encrypted with an unknown cipher ("
              + unknown.getMessage()
              + "): encrypt it again with \"openssl pkcs8 -topk8\""
              + BouncyCastle.doubt());
    } catch (GeneralSecurityException wrong) {
      throw doesNotOpen(material);
    }
    KeyObject key = key(plain);
    if (key == null) {
      // About one wrong passphrase in 256 gives bytes with a valid padding.
      throw doesNotOpen(material);
    }
    return key;
  }

  private static @Nullable KeyObject key(byte[] plain) {
    Der element = Der.first(plain);
    KeyObject key = element == null ? null : KeyObject.of(element);
    return key == null || key.kind() != KeyKind.PRIVATE_KEY ? null : key;
  }

  private static IllegalArgumentException doesNotOpen(KeyMaterial material) {
    return new IllegalArgumentException(
        "The passphrase does not open the key: " + material.source() + BouncyCastle.doubt());
  }
}
