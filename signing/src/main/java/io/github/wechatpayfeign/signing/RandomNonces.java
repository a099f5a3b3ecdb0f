package io.github.wechatpayfeign.signing;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Supplies nonces of 32 hexadecimal digits, 128 random bits each. */
final class RandomNonces implements Supplier<String> {

  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
