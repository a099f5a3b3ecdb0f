package io.github.wechatpayfeign.cli.console;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells the user of a command what is wrong about its options. */
public record Usage(CommandLine command) {

  /**
   * Returns if the options can be followed.
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
   * Returns what the options make.
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
