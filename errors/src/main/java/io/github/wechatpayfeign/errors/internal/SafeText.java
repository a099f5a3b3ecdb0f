package io.github.wechatpayfeign.errors.internal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside fit for one line of a message, a log or a terminal. It replaces controls,
 * what breaks a line, and what is invisible or changes the direction of writing.
 */
public final class SafeText {

  private static final String UNSAFE = "[\\p{Cc}\\p{Cf}\\u2028\\u2029]";

  /** A character that must not stand in one line as it is. */
  public static final Pattern UNSAFE_CHARACTER = Pattern.compile(UNSAFE);

  private static final Pattern UNSAFE_CHARACTERS = Pattern.compile(UNSAFE + "+");

  private SafeText() {}

  /** Returns the text with a space for each run of unsafe characters, and none at its ends. */
  public static String spaced(String text) {
    return isVisible(text) ? text : UNSAFE_CHARACTERS.matcher(text).replaceAll(" ").strip();
  }

  /** Returns whether a text is visible ASCII without spaces, as most texts from outside are. */
  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Returns the text with a question mark for each unsafe character, so that it is seen. */
  public static String masked(String text) {
    return UNSAFE_CHARACTER.matcher(text).replaceAll("?");
  }

  /**
   * Returns a value in quotes as {@link #masked} shows it, or {@code null} without quotes. A longer
   * one is cut, and its length is told.
   *
   * @param maxLength how many characters are shown, 1 or more
   */
  public static String quoted(@Nullable String value, int maxLength) {
    if (value == null) {
      return "null";
    }
    return value.length() <= maxLength
        ? '"' + masked(value) + '"'
        : '"'
            + masked(value.substring(0, maxLength))
            + "...\" with "
            + value.length()
            + " characters";
  }
}
