package io.github.wechatpayfeign.cli.console;

/**
 * Runs something when Ctrl-C or SIGTERM ends the process, as long as this is open. The JVM waits
 * for it before it halts.
 */
public final class StopHook implements AutoCloseable {

  private final Thread hook;

  private StopHook(Thread hook) {
    this.hook = hook;
  }

  public static StopHook add(Runnable stop) {
    Thread hook = new Thread(stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      // The hook is running, and the JVM ends after it with the exit code of the signal.
      return;
    }
  }
}
