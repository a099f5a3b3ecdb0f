package io.github.wechatpayfeign.simulator.internal.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets requests wait, at most until the simulator is closed. */
public final class Shutdown {
  private final CountDownLatch begun = new CountDownLatch(1);

  public void begin() {
    begun.countDown();
  }

  /** Waits in real time; throws an exception if the simulator is closed meanwhile. */
  void pause(Duration duration) throws IOException {
    try {
      if (begun.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("The simulator was closed during a delay");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The simulator was closed during a delay", e);
    }
  }
}
