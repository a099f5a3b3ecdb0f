package io.github.wechatpayfeign.signing;

/**
 * Checks the parts of a signed message. Each part ends with a line feed. A part that contains a
 * line feed could pass as two parts, so that another message would have the same signature.
 */
final class LinePart {

  private LinePart() {}

  /** Returns whether a text is one or more visible ASCII characters, without a space. */
  static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '!' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Returns whether a text is visible, and has no quote or backslash, so that it can be quoted. */
  static boolean isQuotable(String text) {
    return isVisible(text) && text.indexOf('"') < 0 && text.indexOf('\\') < 0;
  }

  /** Returns the bytes of visible parts, each with its line feed. */
  @SuppressWarnings("deprecation") // It copies one byte of each character, and these have only one.
  static byte[] lines(String... parts) {
    int length = parts.length;
    for (String part : parts) {
      length += part.length();
    }
    byte[] lines = new byte[length];
    int end = 0;
    for (String part : parts) {
      part.getBytes(0, part.length(), lines, end);
      end += part.length();
      lines[end++] = '\n';
    }
    return lines;
  }

  /** Returns the line feed that follows each part of a message, also the body. */
  static byte[] end() {
    return new byte[] {'\n'};
  }
}
