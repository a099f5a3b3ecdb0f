package io.github.wechatpayfeign.spring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds placeholders without a value. Spring Boot leaves them in the property as they are, so
 * without this check <code>${KEY}</code> would be read as the name of a file.
 */
final class Placeholders {

  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

  private Placeholders() {}

  /**
   * Checks a password: it must not be a placeholder as a whole, but may contain what looks like
   * one.
   */
  static void requireIsNone(String property, String secret) {
    if (UNRESOLVED.matcher(secret).matches()) {
      requireNone(property, secret);
    }
  }

  /**
   * Checks that a value contains no placeholder.
   *
   * @throws WrongPropertyException if it contains one; only the name of the placeholder is shown
   */
  static void requireNone(String property, @Nullable String value) {
    Matcher found = UNRESOLVED.matcher(value == null ? "" : value);
    if (found.find()) {
      throw new WrongPropertyException(
          property,
          Phrase.of("The placeholder {0} has no value", "${" + found.group(1) + "}"),
          Phrase.of(
              "Set the property or the environment variable {0}, or write the value itself",
              found.group(1)));
    }
  }
}
