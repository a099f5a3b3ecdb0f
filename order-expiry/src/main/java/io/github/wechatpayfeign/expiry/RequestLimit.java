package io.github.wechatpayfeign.expiry;

import io.github.bucket4j.Bucket;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The limit of requests that the fleet shares: a permit is a request. A worker leases permits in
 * small lots, since each lease is a transaction of the shared bucket. A process that is killed
 * loses its lot, so the limit is never exceeded. Thread-safe.
 */
final class RequestLimit {

  private static final System.Logger LOGGER = System.getLogger(OrderExpiry.class.getName());

  private static final long MIN_WAIT = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MAX_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final Bucket bucket;
  private final long requestsPerSecond;
  private final long lot;

  /** Held by the first of the workers that wait: only that one asks the shared bucket. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopping = lock.newCondition();
  private boolean stopped;
  private long leased;

  /**
   * Creates a limit.
   *
   * @param lot how many permits are leased at a time, 1 or more
   */
  RequestLimit(Bucket bucket, long requestsPerSecond, long lot) {
    this.bucket = bucket;
    this.requestsPerSecond = requestsPerSecond;
    this.lot = lot;
  }

  /**
   * Waits until a number of requests may be sent. A worker that waits fetches no further order.
   *
   * @return false if the process stops; then nothing was taken
   */
  boolean take(int permits) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      return takeInTurn(permits);
    } finally {
      turn.unlock();
    }
  }

  private boolean takeInTurn(int permits) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && leased < permits) {
        long wait = lease(permits);
        if (wait > 0) {
          // The whole wait may be longer, but the debt of another process may end it any time.
          long unused = stopping.awaitNanos(Math.max(MIN_WAIT, Math.min(wait, MAX_WAIT)));
        }
      }
      if (stopped) {
        return false;
      }
      leased -= permits;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Leases permits; returns how many nanoseconds to wait if there are too few, or 0. */
  private long lease(int permits) {
    try {
      leased += bucket.tryConsumeAsMuchAsPossible(Math.max(lot, permits - leased));
      return leased >= permits
          ? 0
          : bucket.estimateAbilityToConsume(permits - leased).getNanosToWaitForRefill();
    } catch (RuntimeException e) {
      // Without its database no order can be settled either, so nothing is lost by waiting.
      LOGGER.log(Level.WARNING, "The limit of requests cannot be read; trying again in 1 s", e);
      return MAX_WAIT;
    }
  }

  /** Takes permits afterwards, for requests that none were taken for. */
  void owe(long permits) {
    if (permits <= 0) {
      return;
    }
    try {
      bucket.consumeIgnoringRateLimits(permits);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "The limit of requests does not learn of " + permits + " more", e);
    }
  }

  /**
   * Lets the whole fleet stand still for a time, by a debt of the shared bucket.
   *
   * @return false if it stands still already: another process was told the same
   */
  boolean pauseFleet(Duration pause) {
    long wait = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    if (wait > MAX_WAIT) {
      return false;
    }
    owe(Math.max(1, pause.toMillis() * requestsPerSecond / 1000));
    lock.lock();
    try {
      leased = 0;
    } finally {
      lock.unlock();
    }
    return true;
  }

  /** Ends all waits. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      stopping.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
