package io.github.wechatpayfeign.client;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which asynchronous calls are completed: as many as are busy, so that whoever waits
 * there for another call never keeps that from its thread. There is none before the first call.
 */
final class AsyncThreads {

  private static final int IDLE_SECONDS = 10;

  private AsyncThreads() {}

  /**
   * Runs a step there, or here if there is no thread: the pool is shut down, or the JVM has none.
   */
  static void run(Executor threads, Runnable step) {
    try {
      threads.execute(step);
    } catch (RuntimeException | Error noThread) {
      step.run();
    }
  }

  static ExecutorService newPool() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "wechatpay-feign-async");
          thread.setDaemon(true);
          return thread;
        });
  }
}
