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
 * Remembers which answers were accepted, so that none is accepted twice. Thread-safe.
 *
 * <p>An answer is valid while its timestamp is less than the tolerance away from the clock, before
 * or after it. That is a span of two tolerances at most, so each answer is remembered at least that
 * long. Two generations take turns, with 64 bits for each answer. A generation holds up to {@value
 * #MAX_ANSWERS} answers, in 4 MiB at most. If more than 437 answers a second arrive for ten
 * minutes, a generation ends early, and the oldest answers are forgotten while they could still be
 * repeated. The last {@value #MAX_ANSWERS} answers are always known. A memory with few answers
 * takes a few hundred bytes.
 */
final class ReplayMemory {

  /** How many answers a generation holds at most. */
  static final int MAX_ANSWERS = 262_144;

  private static final Logger LOG = System.getLogger(ReplayMemory.class.getName());
  private static final int MIN_SLOTS = 16;

  private final LongSupplier nanoTime;
  private final long span;
  private final int maxAnswers;

  private final MessageDigest sha256 = sha256();
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
   * @param serial the serial of the key that signed it
   * @param nonce the nonce that makes its signature unique
   * @return whether it was new
   */
  boolean add(String serial, String nonce) {
    if (maxAnswers == 0) {
      return true;
    }
    byte[] text = String.join("\n", serial, nonce).getBytes(StandardCharsets.UTF_8);
    boolean overfull;
    synchronized (this) {
      long mark = mark(text);
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

  /** Begins a new generation if it is time; returns true the first time that one ends early. */
  private boolean turn() {
    long age = nanoTime.getAsLong() - began;
    boolean full = current.answers >= maxAnswers;
    if (age < span && !full) {
      return false;
    }
    // If two spans have passed, everything in the current generation is older than one span.
    previous = age >= 2 * span ? new Generation() : current;
    current = new Generation();
    began += age;
    boolean first = age < span && !warned;
    warned |= first;
    return first;
  }

  /**
   * Returns the first 64 bits of a hash, but never 0. For half a million answers, the chance that
   * two of them collide is about 1 to 10^8.
   */
  private long mark(byte[] text) {
    long mark = ByteBuffer.wrap(sha256.digest(text)).getLong();
    return mark == 0 ? 1 : mark;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
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

    /** Returns the slot that holds a mark, or the empty slot where it belongs. */
    private static int slot(long[] slots, long mark) {
      int slot = (int) mark & (slots.length - 1);
      while (slots[slot] != 0 && slots[slot] != mark) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }
  }
}
