package io.github.wechatpayfeign.integrationtests.async;

import java.lang.reflect.Method;

/** Virtual threads by reflection, because this code is compiled for a JDK without them. */
final class VirtualThreads {

  private static final Method START = startVirtualThread();

  private VirtualThreads() {}

  /** Runs a task on a new virtual thread. */
  static void start(Runnable task) {
    try {
      START.invoke(null, task);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("A virtual thread cannot be started", e);
    }
  }

  private static Method startVirtualThread() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("This JDK has no virtual threads", e);
    }
  }
}
