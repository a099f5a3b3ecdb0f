package io.github.wechatpayfeign.cli.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are options, or else environment variables: {@code --base-url} or {@code
 * WECHATPAY_BASE_URL}. A variable that is empty counts as unset.
 */
public final class Settings {

  private final Map<String, String> environment;
  private final List<String> missing = new ArrayList<>();

  public Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Returns what was given as option, or else the variable's value, or else null. */
  public @Nullable String find(String option, @Nullable String given) {
    String value = given == null ? environment.get(variable(option)) : given;
    return given == null && value != null && value.isEmpty() ? null : value;
  }

  /** Returns the value as {@link #find} does; where there is none, remembers that it is missing. */
  String require(String option, @Nullable String given) {
    String value = find(option, given);
    if (value == null) {
      missing.add(option + " (or " + variable(option) + ")");
      return "";
    }
    return value;
  }

  /**
   * Returns if nothing is missing.
   *
   * @throws IllegalArgumentException otherwise: the message names all that is missing
   */
  void requireComplete() {
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing: " + String.join(", ", missing) + "; only --simulator goes without");
    }
  }

  private static String variable(String option) {
    return "WECHATPAY_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
