package io.github.wechatpayfeign.cli.orders;

import java.time.Duration;

/**
 * Ends a run before its end: no further order begins, those under way are waited for, since a call
 * that is broken off leaves its order in doubt, and a line tells what became of all.
 *
 * @param longestStep how long one order can take; an order that takes longer does not end
 */
record Stop(Tally tally, Duration longestStep, RunReport report, ProgressLine progress)
    implements Runnable {

  @Override
  public void run() {
    long underWay = tally.stop();
    if (underWay > 0) {
      progress.beside(() -> report.stopping(underWay, longestStep));
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
