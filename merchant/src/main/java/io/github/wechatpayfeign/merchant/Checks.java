package io.github.wechatpayfeign.merchant;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the values that a merchant is built from. */
final class Checks {

  private static final int MAX_START = 8;
  private static final int MAX_QUOTE = 44;

  private Checks() {}

  static String matching(Pattern rule, @Nullable String value, String name, String expected) {
    if (value == null || !rule.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The " + name + " must be " + expected + ", but is " + quotedStart(value));
    }
    return value;
  }

  /**
   * Returns the start of a refused value in quotes. It is only the start, because the user may have
   * set a key by mistake.
   */
  static String quotedStart(@Nullable String value) {
    return quoted(value, MAX_START);
  }

  /** Returns a value that the gateway sent, in quotes; a long one is cut. */
  static String quoted(@Nullable String value) {
    return quoted(value, MAX_QUOTE);
  }

  private static String quoted(@Nullable String value, int limit) {
    if (value == null) {
      return "null";
    }
    String visible = value.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    return value.length() > limit
        ? '"' + visible.substring(0, limit) + "...\" with " + value.length() + " characters"
        : '"' + visible + '"';
  }

  static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException("A merchant needs " + name + "(...)");
    }
    return value;
  }
}
