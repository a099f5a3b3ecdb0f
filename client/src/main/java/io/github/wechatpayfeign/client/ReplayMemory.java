package io.github.wechatpayfeign.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers which answers were believed, so that none is believed twice. Thread-safe.
 *
 * <p>An answer is believed while its timestamp is less than the tolerance away from the clock,
 * either way: two tolerances at most, so it is remembered at least that long. Two generations of 64
 * bits an answer take turns. Each holds {@value #MAX_ANSWERS} answers, in 4 MiB at most: beyond 437
 * answers a second over ten minutes, a generation ends early, and the oldest answers are forgotten
 * while they could still be repeated. At least the last {@value #MAX_ANSWERS} are always known. A
 * memory that has little to remember takes a few hundred bytes.
 */
final class ReplayMemory {

  /** How many answers a generation holds at most. */
  static final int MAX_ANSWERS = 262_144;

  private static final Logger LOG = System.getLogger(ReplayMemory.class.getName());
  private static final int MIN_SLOTS = 16;

  private final LongSupplier nanoTime;
  private final long span;
  private final int maxAnswers;

  private Generation current = new Generation();
  private Generation previous = new Generation();
  private long began;
  private boolean warned;

  /**
   * Creates an empty memory.
   *
   * @param tolerance how far the timestamp of an answer may be from the clock
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  ReplayMemory(Duration tolerance, LongSupplier nanoTime) {
    this(tolerance, nanoTime, MAX_ANSWERS);
  }

  ReplayMemory(Duration tolerance, LongSupplier nanoTime, int maxAnswers) {
    this.span = tolerance.multipliedBy(2).toNanos();
    this.nanoTime = nanoTime;
    this.maxAnswers = maxAnswers;
    this.began = nanoTime.getAsLong();
  }

  /** Returns a memory that remembers nothing. */
  static ReplayMemory off() {
    return new ReplayMemory(Duration.ZERO, () -> 0, 0);
  }

  /**
   * Remembers an answer.
   *
   * @param serial what its key is called
   * @param nonce what its signature makes unique
   * @return whether it was new
   */
  boolean add(String serial, String nonce) {
    if (maxAnswers == 0) {
      return true;
    }
    long mark = mark(serial, nonce);
    boolean overfull;
    synchronized (this) {
      overfull = turn();
      if (previous.holds(mark) || !current.add(mark)) {
        return false;
      }
    }
    if (overfull) {
      LOG.log(
          Level.WARNING,
          "More than {0} answers in {1} s: one that is repeated later may not be noticed",
          maxAnswers,
          Duration.ofNanos(span).toSeconds());
    }
    return true;
  }

  /** Begins a generation where it is time; returns whether it is the first one to end early. */
  private boolean turn() {
    long age = nanoTime.getAsLong() - began;
    boolean full = current.answers >= maxAnswers;
    if (age < span && !full) {
      return false;
    }
    // Everything in the current generation is older than the span where two have passed.
    previous = age >= 2 * span ? new Generation() : current;
    current = new Generation();
    began += age;
    boolean first = age < span && !warned;
    warned |= first;
    return first;
  }

  /**
   * Returns the first 64 bits of a hash, and never 0. Among half a million answers, two of them are
   * equal once in 10^8 memories.
   */
  private static long mark(String serial, String nonce) {
    try {
      byte[] text = (serial + '\n' + nonce).getBytes(StandardCharsets.UTF_8);
      long mark = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
      return mark == 0 ? 1 : mark;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  /** A hash table of marks, at most half full; 0 is an empty slot. */
  private static final class Generation {

    private long[] slots = new long[MIN_SLOTS];
    private int answers;

    boolean holds(long mark) {
      return slots[slot(slots, mark)] == mark;
    }

    boolean add(long mark) {
      int slot = slot(slots, mark);
      if (slots[slot] == mark) {
        return false;
      }
      slots[slot] = mark;
      answers++;
      if (answers * 2 > slots.length) {
        grow();
      }
      return true;
    }

    private void grow() {
      long[] more = new long[slots.length * 2];
      for (long mark : slots) {
        if (mark != 0) {
          more[slot(more, mark)] = mark;
        }
      }
      slots = more;
    }

    /** Returns where a mark is, or where it belongs. */
    private static int slot(long[] slots, long mark) {
      int slot = (int) mark & (slots.length - 1);
      while (slots[slot] != 0 && slots[slot] != mark) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }
  }
}
