package io.github.wechatpayfeign.spring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds placeholders that have no value: Spring Boot leaves them in the property as they are. */
final class Placeholders {

  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

  private Placeholders() {}

  /** Checks a password, which may well have in it what looks like a placeholder. */
  static void requireIsNone(String property, String secret) {
    if (UNRESOLVED.matcher(secret).matches()) {
      requireNone(property, secret);
    }
  }

  /**
   * Checks that a value is no text with a placeholder in it.
   *
   * @throws WrongPropertyException if there is one; its name is shown, and nothing else
   */
  static void requireNone(String property, @Nullable String value) {
    Matcher found = UNRESOLVED.matcher(value == null ? "" : value);
    if (found.find()) {
      throw new WrongPropertyException(
          property,
          "The placeholder ${" + found.group(1) + "} has no value",
          "Set the property or the environment variable "
              + found.group(1)
              + ", or write the value itself");
    }
  }
}
