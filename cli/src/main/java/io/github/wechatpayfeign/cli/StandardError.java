package io.github.wechatpayfeign.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** The standard error of this process. */
final class StandardError {

  private static final int PATIENCE_SECONDS = 2;

  private StandardError() {}

  /**
   * Returns whether the standard error is a terminal, and false where that cannot be told.
   *
   * <p>The JDK does not say. {@code System.console()} speaks of the standard input and output
   * together: to JDK 21 it is null where either is redirected, from JDK 22 on it may be there all
   * the same and {@code isTerminal()} tells, and neither ever looks at the standard error. It is
   * the output that is redirected where a progress bar is wanted most. So the system is asked, by
   * the {@code test} of POSIX, which inherits the standard error; a Windows without it gets no
   * progress bar.
   */
  static boolean isTerminal() {
    try {
      Process test = new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start();
      return test.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
