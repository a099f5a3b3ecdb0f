package io.github.wechatpayfeign.integrationtests.async;

import java.lang.reflect.Method;

/** Virtual threads, which the JDK that this is compiled for does not have. */
final class VirtualThreads {

  private static final Method START = startVirtualThread();

  private VirtualThreads() {}

  /** Runs a task on a virtual thread of its own. */
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
