package io.github.wechatpayfeign.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Whether a person is at the streams of this process. */
public final class Terminal {

  private static final int PATIENCE_SECONDS = 2;

  private Terminal() {}

  /**
   * Returns whether the standard error is a terminal, and false where that cannot be told.
   *
   * <p>The JDK does not say. {@code System.console()} speaks of the standard input and output
   * together: to JDK 21 it is null where either is redirected, from JDK 22 on it may be there all
   * the same and {@code isTerminal()} tells, and neither ever looks at the standard error. It is
   * the output that is redirected where a progress bar is wanted most. So the system is asked, by
   * the {@code test} of POSIX, which inherits the stream; a Windows without it gets no progress
   * bar.
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
