package io.github.wechatpayfeign.cli.results;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines that are on the disk before {@link #append} returns; threads that append at the
 * same time share one wait for the disk. The first failure is final: what follows half a line would
 * be lost with it, and after a failed sync a later one may succeed although the lines before it are
 * gone. Thread-safe.
 */
final class DurableLines {

  /** Where the lines go. */
  interface Disk {

    void write(byte[] line) throws IOException;

    /** Returns when all that was written is on the disk. */
    void sync() throws IOException;
  }

  private final Disk disk;
  private final Object syncing = new Object();

  /** How many lines are written; how many of these are surely on the disk is known below. */
  private volatile long written;

  private volatile @Nullable IOException failure;
  private long synced;

  DurableLines(Disk disk) {
    this.disk = disk;
  }

  /**
   * Appends a line.
   *
   * @throws IOException if it is not surely on the disk, or an earlier line was not
   */
  void append(byte[] line) throws IOException {
    sync(write(line));
  }

  /** Returns how many lines are written with this one. */
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
