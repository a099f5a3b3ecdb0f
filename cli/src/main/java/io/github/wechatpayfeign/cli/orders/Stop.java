package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ProgressLine;
import java.time.Duration;

/**
 * Stops a run early, on the thread of the shutdown hook. No further order begins. Those in progress
 * may end, because an aborted call leaves its order in doubt. Then one line reports all orders.
 *
 * @param longestStep how long one order can take; the JVM does not wait longer
 */
record Stop(Tally tally, Duration longestStep, RunReport report, ProgressLine progress)
    implements Runnable {

  @Override
  public void run() {
    long underWay = tally.stop();
    if (underWay > 0) {
      progress.printNotice(() -> report.stopping(underWay, longestStep));
    }
    try {
      tally.awaitEnd(longestStep);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    progress.close();
    report.end();
  }
}
