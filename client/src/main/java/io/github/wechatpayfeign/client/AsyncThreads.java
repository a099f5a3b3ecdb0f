package io.github.wechatpayfeign.client;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that complete asynchronous calls. Their number has no limit, so that code which waits
 * on such a thread for another call never takes the thread that the other call needs. No thread
 * starts before the first call.
 */
final class AsyncThreads {

  private static final int IDLE_SECONDS = 10;

  private AsyncThreads() {}

  /**
   * Runs a step on one of the threads. If there is no thread, because the pool is shut down or the
   * JVM can start none, runs it on the current thread.
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
