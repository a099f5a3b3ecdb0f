package io.github.wechatpayfeign.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.AsyncTimeout;

/**
 * Saves wake-ups of the thread that enforces OkHttp's time limits. Okio wakes that thread each time
 * a limit begins that will be the next one to end. That would happen three times in a call: for the
 * whole call, for writing and for reading. While this short limit of 1 s is open, the limits of
 * calls end later, so they wake nothing. They are still enforced.
 *
 * <p>This limit ends after a second and begins again, until a second passes without a call. There
 * is one for the whole JVM, like Okio's thread. The first call of any client starts it.
 */
final class WatchdogHeartbeat extends AsyncTimeout {

  /** One for the JVM, because Okio has one such thread for the whole JVM. */
  private static final WatchdogHeartbeat INSTANCE = new WatchdogHeartbeat();

  private final AtomicBoolean beating = new AtomicBoolean();
  private volatile boolean called;

  private WatchdogHeartbeat() {
    timeout(1, TimeUnit.SECONDS);
  }

  /** Notes that a call is about to be made. */
  static void call() {
    INSTANCE.begin();
  }

  private void begin() {
    if (!called) {
      called = true;
    }
    if (!beating.get() && beating.compareAndSet(false, true)) {
      enter();
    }
  }

  @Override
  protected void timedOut() {
    exit();
    if (called) {
      called = false;
      enter();
    } else {
      beating.set(false);
    }
  }
}
