package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.KeyLeaks;

/** Settings that are texts, and that a message may therefore show. */
public final class TextSettings {

  private TextSettings() {}

  /**
   * Returns the value of an option that is no key.
   *
   * @throws IllegalArgumentException if it is a key, such as after two variables were exchanged;
   *     the message does not show it
   */
  public static String text(String option, String value) {
    if (KeyLeaks.isKey(value)) {
      throw new IllegalArgumentException(
          "The value of "
              + VariableDefaults.namesOf(option)
              + " is a key, which is not shown: give it to the option that it belongs to");
    }
    return value;
  }
}
