package io.github.wechatpayfeign.signing;

/**
 * Checks what a signed message is joined from. Line feeds join its parts, so a part that holds one
 * could be taken for two, and another message would have the same signature.
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

  /** Returns whether a text, in addition, ends no quotes around it. */
  static boolean isQuotable(String text) {
    return isVisible(text) && text.indexOf('"') < 0 && text.indexOf('\\') < 0;
  }

  /** Returns what follows each part of a message, the body too. */
  static byte[] end() {
    return new byte[] {'\n'};
  }
}
