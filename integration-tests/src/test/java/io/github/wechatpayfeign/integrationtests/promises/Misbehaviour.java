package io.github.wechatpayfeign.integrationtests.promises;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets a part misbehave at some of its uses, once a call has begun. Thread-safe. */
final class Misbehaviour {

  /** The uses at which a part misbehaves. */
  enum When {
    FIRST,
    SECOND,
    ALWAYS
  }

  private final How how;
  private final When when;
  private final long lateNanos;
  private final AtomicInteger uses = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean armed;
  private volatile long begunAt;
  private volatile CountDownLatch release = new CountDownLatch(1);

  /**
   * Creates the misbehaviour of a part.
   *
   * @param lateNanos when a part returns that returns late, counted from the begin of the call
   */
  Misbehaviour(How how, When when, long lateNanos) {
    this.how = how;
    this.when = when;
    this.lateNanos = lateNanos;
  }

  How how() {
    return how;
  }

  /** Starts the misbehaviour with the call; before that, the part behaves normally. */
  void arm() {
    begunAt = System.nanoTime();
    release = new CountDownLatch(1);
    armed = true;
  }

  /** Releases everything that blocks. */
  void release() {
    release.countDown();
  }

  boolean isNobodyInside() {
    return inside.get() == 0;
  }

  /** Returns whether the part changes something at this use. */
  boolean changes() {
    return armed && isItsTurn();
  }

  private boolean isItsTurn() {
    int use = uses.incrementAndGet();
    return when == When.ALWAYS || use == (when == When.FIRST ? 1 : 2);
  }

  /** Does the normal work of the part, or misbehaves instead. */
  <T extends @Nullable Object> T insteadOf(Callable<T> normally) {
    inside.incrementAndGet();
    try {
      return armed && isItsTurn() ? how.act(this, normally) : normally.call();
    } catch (Throwable e) {
      throw sneaky(e);
    } finally {
      inside.decrementAndGet();
    }
  }

  /** Misbehaves before the normal work. */
  void before() {
    var unused =
        insteadOf(
            () -> {
              return true;
            });
  }

  void awaitRelease() {
    await(TimeUnit.SECONDS.toNanos(20));
  }

  void awaitAboutTheDeadline() {
    await(lateNanos - (System.nanoTime() - begunAt));
  }

  private void await(long nanos) {
    try {
      release.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new How.OnPurpose();
    }
  }

  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
