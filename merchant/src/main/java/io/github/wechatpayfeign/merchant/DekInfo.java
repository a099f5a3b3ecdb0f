package io.github.wechatpayfeign.merchant;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cipher of an encrypted key in openssl's traditional PEM, from the header {@code DEK-Info}.
 *
 * @param algorithm the name of the cipher in openssl, such as {@code AES-256-CBC}
 * @param iv the initialisation vector in hexadecimal; its first 8 bytes are also the salt
 * @param end the position in the text where the header ends
 */
record DekInfo(String algorithm, String iv, int end) {

  private static final String NAME = "DEK-Info:";
  private static final String HEADER =
      NAME + "\\s*([A-Z0-9]{2,10}(?:-[A-Z0-9]{2,6}){1,3})\\s*,\\s*([0-9A-Fa-f]+)";

  private static final int DES_IV_DIGITS = 16;
  private static final int IV_DIGITS = 32;

  /** Returns the header in the body of a PEM, or null if there is none. */
  static @Nullable DekInfo in(String body) {
    if (!body.contains(NAME)) {
      return null;
    }
    Matcher header = Pattern.compile(HEADER).matcher(body);
    if (!header.find()) {
      return null;
    }
    String algorithm = header.group(1);
    // Without line ends, Base64 follows at once, and its start may look like hexadecimal digits.
    int digits = algorithm.startsWith("DES-") ? DES_IV_DIGITS : IV_DIGITS;
    int length = Math.min(digits, header.group(2).length());
    return new DekInfo(algorithm, header.group(2).substring(0, length), header.start(2) + length);
  }

  byte[] ivBytes() {
    return HexFormat.of().parseHex(iv);
  }
}
