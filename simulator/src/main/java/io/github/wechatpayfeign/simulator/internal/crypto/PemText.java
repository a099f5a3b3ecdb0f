package io.github.wechatpayfeign.simulator.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;

/** Writes keys and certificates as openssl does. */
public final class PemText {
  private PemText() {}

  /** Returns the key as PKCS#8. */
  public static String of(PrivateKey key) {
    return of("PRIVATE KEY", key.getEncoded());
  }

  /** Returns the key as SubjectPublicKeyInfo. */
  public static String of(PublicKey key) {
    return of("PUBLIC KEY", key.getEncoded());
  }

  public static String of(String type, byte[] der) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String base64 = Base64.getMimeEncoder(64, newline).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
  }
}
