package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Opens private keys that a passphrase protects. */
final class EncryptedKeys {

  private EncryptedKeys() {}

  /**
   * Returns the key, not encrypted any more.
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
              + " is encrypted in a way that is not known here ("
              + unknown.getMessage()
              + "): encrypt it anew with \"openssl pkcs8 -topk8\""
              + BouncyCastle.doubt());
    } catch (GeneralSecurityException wrong) {
      throw doesNotOpen(material);
    }
    KeyObject key = key(plain);
    if (key == null) {
      // One wrong passphrase in 256 leaves something that looks decrypted.
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
