package io.github.wechatpayfeign.errors;

/** Makes text from outside fit for one line of a message or a log. */
final class Texts {

  private static final int LONGEST = 512;

  private Texts() {}

  /** Returns the text with control characters as spaces, cut after 512 characters. */
  static String oneLine(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return start.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }
}
