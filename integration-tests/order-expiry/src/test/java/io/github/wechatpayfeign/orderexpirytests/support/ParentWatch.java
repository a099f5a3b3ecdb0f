package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.IOException;

/** Ends a worker process when the process that started it has ended. */
public final class ParentWatch {

  /** The exit code of a worker whose parent has ended. */
  public static final int ORPHANED = 86;

  private ParentWatch() {}

  /** Watches the standard input, which ends with the parent; call it first in a worker's main. */
  public static void start() {
    Thread thread = new Thread(ParentWatch::awaitEnd, "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing that means anything.
      }
    } catch (IOException ended) {
      // As the end of the input.
    }
    // No shutdown hook may keep it alive.
    Runtime.getRuntime().halt(ORPHANED);
  }
}
