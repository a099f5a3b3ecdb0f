package io.github.wechatpayfeign.simulator;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Delivers notices by itself until they are accepted, faster than WeChat Pay if so wished. */
final class NoticeTimetable implements AutoCloseable {
  private static final Logger LOG = System.getLogger(NoticeTimetable.class.getName());
  private static final int THREADS = 4;

  private final double timeLapse;
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, NoticeTimetable::daemon);

  NoticeTimetable(double timeLapse) {
    this.timeLapse = timeLapse;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "wechat-pay-simulator-notices");
    thread.setDaemon(true);
    return thread;
  }

  /** Plans the next delivery, if there is one, and then the one after that. */
  void plan(SimulatedNotice notice) {
    notice.nextDelay().ifPresent(delay -> plan(notice, Math.round(delay.toNanos() / timeLapse)));
  }

  private void plan(SimulatedNotice notice, long nanos) {
    try {
      ScheduledFuture<?> unused =
          threads.schedule(() -> deliver(notice), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The timetable was stopped in this moment: the notice stays pending.
      LOG.log(Level.DEBUG, "{0} is not delivered any more", notice);
    }
  }

  private void deliver(SimulatedNotice notice) {
    try {
      notice.deliver();
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.log(Level.WARNING, "{0} cannot be delivered: {1}", notice, e.getMessage());
      return;
    }
    plan(notice);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
