package io.github.wechatpayfeign.integrationtests.support;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long a thread waits for a processor, so that a test of time limits does not blame
 * the client for a busy machine.
 *
 * <p>An idle thread soon runs when it wakes up, even on a busy machine. A thread that works shares
 * the processors with all others. A call does both, so this meter does both again and again: it
 * wakes up, and works for some milliseconds. A stall is the time that it needs beyond that.
 */
public final class StallMeter implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
  private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  private final long startedAt = System.nanoTime();

  /** The length of each stall by the time of its end, both in nanoseconds. */
  private final ConcurrentSkipListMap<Long, Long> stalls = new ConcurrentSkipListMap<>();

  private final Thread thread = new Thread(this::measure, "stall meter");
  private volatile long dueAt = time() + PAUSE_NANOS + WORK_NANOS;
  private volatile boolean closed;

  public StallMeter() {
    thread.setDaemon(true);
    thread.start();
  }

  private long time() {
    return System.nanoTime() - startedAt;
  }

  private void measure() {
    byte[] bytes = new byte[8192];
    while (!closed) {
      dueAt = time() + PAUSE_NANOS + WORK_NANOS;
      LockSupport.parkNanos(PAUSE_NANOS);
      long end = THREADS.getCurrentThreadCpuTime() + WORK_NANOS;
      while (THREADS.getCurrentThreadCpuTime() < end) {
        digest(bytes);
      }
      long now = time();
      stalls.put(now, now - dueAt);
    }
  }

  private static void digest(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      bytes[0] = digest.digest()[0];
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the longest stall since the start, which may still go on. */
  public long worstMillis() {
    return worstMillisSince(0);
  }

  private long worstMillisSince(long begin) {
    long worst = time() - dueAt;
    for (long stall : stalls.tailMap(begin).values()) {
      worst = Math.max(worst, stall);
    }
    return TimeUnit.NANOSECONDS.toMillis(Math.max(0, worst));
  }

  /** Returns what measures the stalls from now on. */
  public Since fromNow() {
    long begin = time();
    return () -> worstMillisSince(begin);
  }

  /** The stalls since a time. */
  public interface Since {

    /** Returns the longest stall since then, which may still go on. */
    long worstMillis();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
