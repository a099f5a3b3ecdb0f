package io.github.wechatpayfeign.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the deadline of a call that runs on its caller's thread. At the deadline it ends the call,
 * which breaks off what OkHttp does. If the thread does not come back soon after, code of others
 * holds it, such as a guard, a listener, an interceptor or a provider: then it interrupts the
 * thread, again and again until the call ends, and leaves the thread as it found it.
 */
final class HeldCall implements AutoCloseable {

  /** How long after the deadline a thread is interrupted: OkHttp needs less to end. */
  static final Duration GRACE = Duration.ofMillis(50);

  private final Thread thread = Thread.currentThread();
  private final Executor threads;
  private final Deadlines.Deadline deadline;

  private @Nullable OngoingCall call;
  private boolean timeIsUp;
  private boolean interrupted;
  private boolean closed;

  private HeldCall(Duration left, Executor threads) {
    this.threads = threads;
    this.deadline = Deadlines.in(left, this::act);
  }

  /**
   * Watches the current thread until {@link #close()}.
   *
   * @param threads where OkHttp is told to break off, which calls event listeners
   */
  static HeldCall watch(Duration left, Executor threads) {
    return new HeldCall(left, threads);
  }

  /** Sets the call that ends at the deadline. */
  synchronized OngoingCall holds(OngoingCall begun) {
    call = begun;
    return begun;
  }

  private synchronized void act() {
    if (closed) {
      return;
    }
    if (!timeIsUp) {
      timeIsUp = true;
      OngoingCall late = call;
      if (late != null && late.endAtDeadline()) {
        AsyncThreads.run(threads, late::breakOff);
      }
    } else if (!thread.isInterrupted()) {
      interrupted = true;
      thread.interrupt();
    }
  }

  /** Stops to watch, and takes back an interrupt that came from here. */
  @Override
  public synchronized void close() {
    closed = true;
    deadline.close();
    if (interrupted) {
      interrupted = false;
      var unused = Thread.interrupted();
    }
  }
}
