package io.github.wechatpayfeign.cli.results;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines that are on the disk before {@link #append} returns. Threads that append at the
 * same time share one sync: it takes milliseconds, and one for each order would slow down a run of
 * many workers.
 *
 * <p>The first failure is final. A line after half a line would be lost with it, and after a failed
 * sync a later one may succeed although the lines before it are gone. Thread-safe.
 */
final class DurableLines {

  /** Where the lines go; an interface, so that tests can make it fail. */
  interface Disk {

    void write(byte[] line) throws IOException;

    /** Waits until everything that was written is on the disk. */
    void sync() throws IOException;
  }

  private final Disk disk;
  private final Object syncing = new Object();

  /** How many lines are written; {@link #synced} says how many of them are surely on the disk. */
  private volatile long written;

  private volatile @Nullable IOException failure;
  private long synced;

  DurableLines(Disk disk) {
    this.disk = disk;
  }

  /**
   * Appends a line.
   *
   * @throws IOException if it may not be on the disk, or writing an earlier line failed
   */
  void append(byte[] line) throws IOException {
    sync(write(line));
  }

  /** Writes a line, and returns the number of lines up to this one. */
  private synchronized long write(byte[] line) throws IOException {
    requireNoFailure();
    try {
      disk.write(line);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    written++;
    return written;
  }

  /**
   * Waits until a line is on the disk. While one thread syncs, others write and then wait here; the
   * next one syncs for all of them, and the rest find their lines on the disk.
   */
  private void sync(long line) throws IOException {
    synchronized (syncing) {
      if (synced < line) {
        requireNoFailure();
        long all = written;
        try {
          disk.sync();
        } catch (IOException e) {
          failure = e;
          throw e;
        }
        synced = all;
      }
    }
  }

  private void requireNoFailure() throws IOException {
    IOException first = failure;
    if (first != null) {
      throw new IOException(first.getMessage(), first);
    }
  }
}
