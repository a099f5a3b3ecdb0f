package io.github.wechatpayfeign.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.AsyncTimeout;

/**
 * Lets the thread that enforces OkHttp's time limits sleep while calls are made. Okio wakes that
 * thread whenever a limit begins that is the next one to end, which is so three times in a call:
 * for the whole of it, for writing and for reading. While a limit is there that ends sooner than
 * those do, nobody is woken, and they are enforced all the same.
 *
 * <p>That limit ends once a second and begins again, until a second passes without a call.
 */
final class WatchdogHeartbeat extends AsyncTimeout {

  /** Okio has one such thread for the whole JVM. */
  private static final WatchdogHeartbeat INSTANCE = new WatchdogHeartbeat();

  private final AtomicBoolean beating = new AtomicBoolean();
  private volatile boolean called;

  private WatchdogHeartbeat() {
    timeout(1, TimeUnit.SECONDS);
  }

  /** A call is about to be made. */
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
