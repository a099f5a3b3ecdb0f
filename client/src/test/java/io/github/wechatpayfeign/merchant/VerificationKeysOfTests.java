package io.github.wechatpayfeign.merchant;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;

/** Keys of WeChat Pay that no certificate has to be made for. */
public final class VerificationKeysOfTests {

  private VerificationKeysOfTests() {}

  /** Returns the public key in a file. */
  public static PublicKey publicKey(Path file) {
    return KeyReader.publicKey(KeyMaterial.of(file));
  }

  /** Returns a key as that of a platform certificate. */
  public static VerificationKey of(String serial, PublicKey key, Instant from, Instant until) {
    return new VerificationKey(
        serial, key, new NativePublicKey(key), Scheme.RSA, from, until, false);
  }
}
