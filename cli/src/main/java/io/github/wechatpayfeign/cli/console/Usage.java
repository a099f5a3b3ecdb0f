package io.github.wechatpayfeign.cli.console;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Turns a wrong value into a message about wrong usage. Options are checked with the rules of the
 * library, which throws {@link IllegalArgumentException}; picocli wants an exception of its own,
 * for exit code 2 and the hint to {@code --help}.
 */
public record Usage(CommandLine command) {

  /**
   * Runs a check of the options.
   *
   * @throws ParameterException with the message of an {@link IllegalArgumentException}
   */
  public void check(Runnable check) {
    make(
        () -> {
          check.run();
          return true;
        });
  }

  /**
   * Makes something from the options.
   *
   * @throws ParameterException with the message of an {@link IllegalArgumentException}
   */
  public <T> T make(Supplier<T> what) {
    try {
      return what.get();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command, String.valueOf(wrong.getMessage()));
    }
  }
}
