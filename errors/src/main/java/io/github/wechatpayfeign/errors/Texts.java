package io.github.wechatpayfeign.errors;

/** Makes text from outside fit for one line of a message or a log. */
final class Texts {

  private static final int LONGEST = 512;

  private Texts() {}

  /** Returns the text on one line, cut after 512 characters. */
  static String oneLine(String text) {
    return onOneLine(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
  }

  /** Returns the text with a space for what would break a line or its direction. */
  static String onOneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
  }
}
