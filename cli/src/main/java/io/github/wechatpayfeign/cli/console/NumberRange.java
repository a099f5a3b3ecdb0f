package io.github.wechatpayfeign.cli.console;

import picocli.CommandLine.TypeConversionException;

/** Parses a number of an option that has to be in a range. */
public final class NumberRange {

  private NumberRange() {}

  public static int parse(String text, int min, int max) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, like a number out of range.
    }
    throw new TypeConversionException(
        Words.of("expected a number from {0} to {1}, but was '{2}'", min, max, text));
  }
}
