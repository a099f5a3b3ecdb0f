package io.github.wechatpayfeign.api.internal;

import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a decisive call waits between its requests, until its deadline. One thread uses it. */
public final class Patience {

  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
  private static final Duration MAX_DISTANCE = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS_OF_DISTANCE = 10;

  /** Enough to double 1 ns up to the longest pause, and too few for the longest to overflow. */
  private static final int MAX_DOUBLINGS = 36;

  private final WaitingClock clock;
  private final Duration deadline;
  private final long startedAt;

  /** Starts to count the time until the deadline. */
  public Patience(WaitingClock clock, Duration deadline) {
    this.clock = clock;
    this.deadline = deadline;
    this.startedAt = clock.nanoTime();
  }

  /** Waits; returns false if the deadline comes first or the thread is interrupted. */
  public boolean rested(Duration pause) {
    Duration remaining = deadline.minusNanos(clock.nanoTime() - startedAt);
    if (pause.compareTo(remaining) >= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      if (!pause.isZero()) {
        clock.pause(pause);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Restores an interrupt that a Feign interface reports only as the cause of an exception. */
  public static boolean wasInterrupted(RuntimeException failure) {
    if (failure.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return Thread.currentThread().isInterrupted();
  }

  /**
   * Returns whether repeating cannot help: after a mistake, or an exception not of this library.
   */
  public static boolean mustBeFixed(RuntimeException failure) {
    return !(failure instanceof WechatPayException e)
        || (e.outcome() == Outcome.REJECTED
            && (e.next() == NextStep.FIX_REQUEST || e.next() == NextStep.FIX_CREDENTIALS_OR_CLOCK));
  }

  /** Returns a pause that doubles with each try, up to 1 minute; the first try is 1. */
  public static Duration doubled(Duration pause, int tries) {
    Duration doubled = pause.multipliedBy(1L << Math.min(tries - 1, MAX_DOUBLINGS));
    return doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
  }

  /**
   * Returns the minimum distance between queries that follow each other. It grows from 1 ms to 1 s,
   * however short the pauses are; the first query is 1.
   */
  public static Duration distance(int queries) {
    Duration doubled = Duration.ofMillis(1L << Math.min(queries - 1, MAX_DOUBLINGS_OF_DISTANCE));
    return doubled.compareTo(MAX_DISTANCE) < 0 ? doubled : MAX_DISTANCE;
  }

  /** Returns how long a failed call asks to wait, or zero. */
  public static Duration retryAfter(@Nullable RuntimeException failure) {
    return failure instanceof WechatPayException e
        ? e.retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  /** Returns the longer one of two times. */
  public static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
