package io.github.wechatpayfeign.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the deadline of a call that runs on its caller's thread. At the deadline it ends the call
 * and cancels OkHttp's work. If the thread does not return soon after that, other code blocks it,
 * such as a guard, a listener, an interceptor or a security provider. Then it interrupts the
 * thread, again and again until the call ends. At the end it clears that interrupt, so that the
 * caller does not see it.
 */
final class HeldCall implements AutoCloseable {

  /** How long after the deadline a thread is interrupted. OkHttp needs less time to end. */
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
   * @param threads cancel OkHttp's work, which calls event listeners of the user
   */
  static HeldCall watch(Duration left, Executor threads) {
    return new HeldCall(left, threads);
  }

  /** Sets the call that this ends at the deadline. */
  synchronized OngoingCall holds(OngoingCall begun) {
    call = begun;
    return begun;
  }

  /** Returns whether the deadline has passed. */
  synchronized boolean isTimeUp() {
    return timeIsUp;
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

  /** Stops watching, and clears an interrupt that came from here. */
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
