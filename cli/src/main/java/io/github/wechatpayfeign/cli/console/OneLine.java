package io.github.wechatpayfeign.cli.console;

import java.util.regex.Pattern;

/** Makes text from outside fit for one line of a terminal. */
public final class OneLine {

  /** Controls, what breaks a line, and what is invisible or changes the direction of writing. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private OneLine() {}

  /** Returns the text with a question mark for each control character, and without any key. */
  public static String of(String text) {
    return CONTROLS.matcher(KeyLeaks.hidden(text)).replaceAll("?");
  }
}
