package io.github.wechatpayfeign.cli.console;

import java.util.regex.Pattern;

/** Makes text from outside fit for one line of a terminal. */
public final class OneLine {

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private OneLine() {}

  /** Returns the text with a question mark for each control character. */
  public static String of(String text) {
    return CONTROLS.matcher(text).replaceAll("?");
  }
}
