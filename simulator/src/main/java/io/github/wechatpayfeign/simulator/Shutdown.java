package io.github.wechatpayfeign.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets requests wait, but not beyond the end of the simulator. */
final class Shutdown {
  private final CountDownLatch begun = new CountDownLatch(1);

  void begin() {
    begun.countDown();
  }

  /** Waits in real time; fails when the simulator is closed meanwhile. */
  void pause(Duration duration) throws IOException {
    try {
      if (begun.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the simulator was closed during a delay");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the simulator was closed during a delay", e);
    }
  }
}
