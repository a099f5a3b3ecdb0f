package io.github.wechatpayfeign.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells the user of a command what is wrong about its options. */
record Usage(CommandLine command) {

  /**
   * Returns if the options can be followed.
   *
   * @throws ParameterException with the message of an {@link IllegalArgumentException}
   */
  void check(Runnable check) {
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
  <T> T make(Supplier<T> what) {
    try {
      return what.get();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command, String.valueOf(wrong.getMessage()));
    }
  }
}
