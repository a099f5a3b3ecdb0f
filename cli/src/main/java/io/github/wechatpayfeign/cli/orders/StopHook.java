package io.github.wechatpayfeign.cli.orders;

/** What is done when the process is told to end, by Ctrl-C or SIGTERM, as long as this is open. */
final class StopHook implements AutoCloseable {

  private final Thread hook;

  private StopHook(Thread hook) {
    this.hook = hook;
  }

  static StopHook add(Runnable stop) {
    Thread hook = new Thread(stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      // The hook is under way, and the JVM ends after it with the exit code of the signal.
      return;
    }
  }
}
