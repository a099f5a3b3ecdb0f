package io.github.wechatpayfeign.simulator.internal.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes a state file soon after each change, on a thread of its own, and once more at the end. The
 * longer a writing takes, the longer is the pause after it, so that a large file does not keep a
 * processor busy.
 */
public final class StateWriter implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StateWriter.class.getName());
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final int PAUSE_FACTOR = 10;

  private final StateFile file;
  private final LongSupplier changes;
  private final StateFile.Content content;
  private final CountDownLatch closing = new CountDownLatch(1);
  private long written;
  private boolean failing;
  private boolean closed;

  /**
   * Creates a writer, which writes nothing yet.
   *
   * @param changes counts the changes; what changes before it counts is in the content after that
   */
  public StateWriter(StateFile file, LongSupplier changes, StateFile.Content content) {
    this.file = file;
    this.changes = changes;
    this.content = content;
    this.written = changes.getAsLong();
  }

  /**
   * Writes the file now, so that it is known to be possible.
   *
   * @throws UncheckedIOException if it is not possible
   */
  public synchronized void writeFirst() {
    try {
      file.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The orders cannot be kept in %s: use a file in a folder that can be written"
              .formatted(file),
          e);
    }
  }

  /** Begins to write after changes. */
  public void start() {
    Thread thread = new Thread(this::run, "wechat-pay-simulator-state");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      Duration pause = SHORTEST_PAUSE;
      while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        pause = pauseAfter(writeIfChanged());
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  static Duration pauseAfter(Duration writing) {
    Duration pause = writing.multipliedBy(PAUSE_FACTOR);
    return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
  }

  /** Writes the file if something changed, and returns how long that took. */
  private synchronized Duration writeIfChanged() {
    long now = changes.getAsLong();
    if (closed || now == written) {
      return Duration.ZERO;
    }
    long start = System.nanoTime();
    try {
      file.write(content);
      written = now;
      failing = false;
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void failed(Exception e) {
    if (!failing) {
      LOG.log(
          Level.ERROR,
          "The orders cannot be written to %s, which keeps its old content: %s. The simulator tries again"
              .formatted(file, e));
    }
    failing = true;
  }

  /** Writes what changed, and releases the file. A second call does nothing. */
  @Override
  public void close() {
    closing.countDown();
    // This waits for a writing that is under way.
    writeIfChanged();
    release();
  }

  private synchronized void release() {
    closed = true;
    file.close();
  }
}
