package io.github.wechatpayfeign.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs actions at deadlines, on one thread for all calls of the JVM. It does not use Okio's thread
 * for time limits, because an event listener of any OkHttp client can end that thread, and with it
 * all time limits of the JVM. The actions here are short and do not call code of users.
 *
 * <p>The thread checks all deadlines once a second, and is woken only for a deadline that comes
 * sooner. So a normal call, which ends long before its deadline, wakes no thread. Without calls the
 * thread ends.
 */
final class Deadlines {

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int IDLE_LOOKS = 10;

  private static final Deadlines INSTANCE = new Deadlines();

  private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Thread> thread = new AtomicReference<>();

  /** When the thread checks again; has no meaning while it checks. */
  private volatile long nextLook;

  private volatile boolean looking;

  private Deadlines() {}

  /** A deadline that has to be {@linkplain #close() closed}. */
  static final class Deadline implements AutoCloseable {

    private final Runnable action;
    private volatile long due;

    private Deadline(long due, Runnable action) {
      this.due = due;
      this.action = action;
    }

    @Override
    public void close() {
      INSTANCE.open.remove(this);
    }
  }

  /**
   * Opens a deadline.
   *
   * @param left how long until then
   * @param action what to do then, and every 50 ms until the deadline is closed
   */
  static Deadline in(Duration left, Runnable action) {
    return INSTANCE.open(left, action);
  }

  private Deadline open(Duration left, Runnable action) {
    long due = System.nanoTime() + Math.max(0, left.toNanos());
    Deadline deadline = new Deadline(due, action);
    open.add(deadline);
    Thread running = thread.get();
    if (running == null) {
      start(deadline);
    } else if (looking || due - nextLook < 0) {
      LockSupport.unpark(running);
    }
    return deadline;
  }

  /**
   * Starts the thread. If that fails, the deadline is closed: otherwise a later thread could act on
   * a call that ended long ago.
   */
  private void start(Deadline first) {
    boolean mine = false;
    try {
      // The thread serves all calls, so it inherits nothing from the thread of the first call.
      Thread started = new Thread(null, this::run, "wechatpay-feign-deadlines", 0, false);
      started.setDaemon(true);
      started.setContextClassLoader(null);
      mine = thread.compareAndSet(null, started);
      if (mine) {
        looking = true;
        started.start();
      }
    } catch (Throwable noThread) {
      if (mine) {
        thread.set(null);
      }
      first.close();
      throw noThread;
    }
  }

  private void run() {
    int idle = 0;
    while (true) {
      looking = true;
      long now = System.nanoTime();
      long next = look(now);
      idle = open.isEmpty() ? idle + 1 : 0;
      if (idle > IDLE_LOOKS) {
        // A deadline that is opened now either starts a new thread, or isEmpty() sees it here.
        thread.set(null);
        if (open.isEmpty() || !thread.compareAndSet(null, Thread.currentThread())) {
          return;
        }
      }
      nextLook = next;
      looking = false;
      LockSupport.parkNanos(this, next - now);
    }
  }

  /** Runs the actions that are due; returns when to check again. */
  private long look(long now) {
    long next = now + LOOK_NANOS;
    for (Deadline deadline : open) {
      if (deadline.due - now <= 0) {
        deadline.due = now + HeldCall.GRACE.toNanos();
        act(deadline);
      }
      if (deadline.due - next < 0) {
        next = deadline.due;
      }
    }
    return next;
  }

  private static void act(Deadline deadline) {
    try {
      deadline.action.run();
    } catch (Throwable e) {
      System.getLogger(Deadlines.class.getName())
          .log(System.Logger.Level.WARNING, "A deadline could not be enforced", e);
    }
  }
}
