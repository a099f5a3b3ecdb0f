package io.github.wechatpayfeign.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time as a decisive close knows it. */
interface WaitingClock {

  /** The time of this machine. */
  WaitingClock SYSTEM =
      new WaitingClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration pause) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
      };

  /** Returns a time in nanoseconds that never goes back. */
  long nanoTime();

  /** Waits. */
  void pause(Duration pause) throws InterruptedException;
}
