package io.github.wechatpayfeign.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Finds out whether a person watches the streams of this process. */
public final class Terminal {

  private static final int PATIENCE_SECONDS = 2;

  private Terminal() {}

  /**
   * Returns whether the standard error is a terminal, or false if that is unknown.
   *
   * <p>The JDK cannot tell. {@code System.console()} is about the standard input and output
   * together: up to JDK 21 it is null if either is redirected; from JDK 22 on it may exist anyway,
   * and {@code isTerminal()} tells. Neither looks at the standard error. But a progress bar is most
   * useful when the output is redirected. So the command {@code test} of POSIX, which inherits the
   * stream, decides. A Windows without it gets no progress bar.
   */
  public static boolean isStandardError() {
    return is("2");
  }

  private static boolean is(String descriptor) {
    try {
      Process test =
          new ProcessBuilder("test", "-t", descriptor)
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      return test.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
