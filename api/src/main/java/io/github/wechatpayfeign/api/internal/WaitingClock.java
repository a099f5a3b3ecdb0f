package io.github.wechatpayfeign.api.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock of a decisive call, which can also wait; tests replace it. */
public interface WaitingClock {

  /** The clock of this machine. */
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

  /** Returns a time in nanoseconds that never goes backwards. */
  long nanoTime();

  /** Waits for the given time. */
  void pause(Duration pause) throws InterruptedException;
}
