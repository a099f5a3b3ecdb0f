package io.github.wechatpayfeign.merchant;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the traditional PEM of openssl is encrypted, from its header {@code DEK-Info}.
 *
 * @param algorithm the cipher as openssl calls it, such as {@code AES-256-CBC}
 * @param iv the initialisation vector, of which the first 8 bytes are the salt too, in hexadecimal
 * @param end where the header ends in the text
 */
record DekInfo(String algorithm, String iv, int end) {

  private static final Pattern HEADER =
      Pattern.compile(
          "DEK-Info:\\s*([A-Z0-9]{2,10}(?:-[A-Z0-9]{2,6}){1,3})\\s*,\\s*([0-9A-Fa-f]+)");

  private static final int DES_IV_DIGITS = 16;
  private static final int IV_DIGITS = 32;

  /** Returns the header in the body of a PEM; null if there is none. */
  static @Nullable DekInfo in(String body) {
    Matcher header = HEADER.matcher(body);
    if (!header.find()) {
      return null;
    }
    String algorithm = header.group(1);
    // In a text without line ends, Base64 that looks like hexadecimal digits follows at once.
    int digits = algorithm.startsWith("DES-") ? DES_IV_DIGITS : IV_DIGITS;
    int length = Math.min(digits, header.group(2).length());
    return new DekInfo(algorithm, header.group(2).substring(0, length), header.start(2) + length);
  }

  byte[] ivBytes() {
    return HexFormat.of().parseHex(iv);
  }
}
