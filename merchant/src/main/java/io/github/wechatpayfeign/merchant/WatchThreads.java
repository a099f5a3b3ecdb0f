package io.github.wechatpayfeign.merchant;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that look at key files. One timer thread serves all merchants and touches no file;
 * each look runs on its own thread. All threads end if there is nothing left to do.
 */
final class WatchThreads {

  static final ScheduledThreadPoolExecutor TIMER = newTimer();

  /** Has a thread for each look, so a look that hangs blocks no other. */
  static final ExecutorService LOOKS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> daemon(task, "wechatpay-feign-files-look"));

  private WatchThreads() {}

  private static ScheduledThreadPoolExecutor newTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, task -> daemon(task, "wechatpay-feign-files"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
