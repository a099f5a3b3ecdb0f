package io.github.wechatpayfeign.signing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/**
 * Frees a caller's thread that code of others holds beyond the deadline of a call: a guard, a
 * listener, an interceptor, a provider. It interrupts the thread, again and again until the call
 * ends, and leaves the thread as it found it.
 *
 * <p>Code that ignores interrupts holds its thread nevertheless. OkHttp's own work is not meant: it
 * ends at its own time limit, which is a little earlier.
 */
final class HeldThread extends AsyncTimeout {

  /** OkHttp gets this long to end an attempt at the deadline by itself: it can tell more. */
  static final Duration GRACE = Duration.ofMillis(100);

  private final Thread thread = Thread.currentThread();
  private boolean released;
  private boolean interrupted;

  private HeldThread() {}

  /** Watches the current thread until {@link #release()}. */
  static HeldThread watch(Duration limit) {
    WatchdogHeartbeat.call();
    HeldThread held = new HeldThread();
    held.timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    held.enter();
    return held;
  }

  @Override
  protected synchronized void timedOut() {
    if (released) {
      return;
    }
    if (!thread.isInterrupted()) {
      interrupted = true;
      thread.interrupt();
    }
    exit();
    timeout(GRACE.toNanos(), TimeUnit.NANOSECONDS);
    enter();
  }

  /** Stops to watch, and takes back an interrupt that came from here. */
  synchronized void release() {
    released = true;
    exit();
    if (interrupted) {
      var unused = Thread.interrupted();
    }
  }
}
