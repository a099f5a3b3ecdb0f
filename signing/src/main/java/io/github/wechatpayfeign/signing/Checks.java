package io.github.wechatpayfeign.signing;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a merchant is built from. */
final class Checks {

  private static final int MAX_QUOTE = 8;

  private Checks() {}

  static String matching(Pattern rule, String value, String name, String expected) {
    if (value == null || !rule.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The " + name + " must be " + expected + ", but is " + quoted(value));
    }
    return value;
  }

  /** Returns the start of a value that was refused: it may be a key that was given by mistake. */
  static String quoted(@Nullable String value) {
    if (value == null) {
      return "null";
    }
    String visible = value.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    return value.length() > MAX_QUOTE
        ? '"' + visible.substring(0, MAX_QUOTE) + "...\" with " + value.length() + " characters"
        : '"' + visible + '"';
  }

  static <T> T required(@Nullable T value, String name) {
    return Objects.requireNonNullElseGet(
        value,
        () -> {
          throw new IllegalStateException("A merchant needs " + name + "(...)");
        });
  }
}
