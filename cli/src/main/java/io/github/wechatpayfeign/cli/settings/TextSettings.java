package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.Words;

/**
 * Settings that are plain texts. Messages of the library quote them, so a key that got into one by
 * mistake has to be refused before.
 */
public final class TextSettings {

  private TextSettings() {}

  /**
   * Returns the value of an option that is no key.
   *
   * @throws IllegalArgumentException if it is a key, for example because two variables were
   *     swapped; the message does not show it
   */
  public static String text(String option, String value) {
    if (KeyLeaks.isKey(value)) {
      throw new IllegalArgumentException(
          Words.of(
              "The value of {0} is a key (it is not shown): give it to the option that it belongs to",
              VariableDefaults.namesOf(option)));
    }
    return value;
  }
}
