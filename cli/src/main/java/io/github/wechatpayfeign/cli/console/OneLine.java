package io.github.wechatpayfeign.cli.console;

import io.github.wechatpayfeign.errors.internal.SafeText;

/**
 * Makes a text from outside safe for one line of a terminal or a log. Messages of the gateway,
 * order numbers and names of files can contain line breaks, escape sequences that move the cursor,
 * and characters that reverse the direction of writing. Each could make one result look like
 * another.
 */
public final class OneLine {

  private OneLine() {}

  /** Returns the text with a question mark for each of these characters, and without any key. */
  public static String of(String text) {
    return SafeText.masked(KeyLeaks.hidden(text));
  }
}
