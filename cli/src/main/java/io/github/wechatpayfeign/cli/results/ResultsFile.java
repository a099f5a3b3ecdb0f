package io.github.wechatpayfeign.cli.results;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/**
 * A file with one line for each order that is decided, by this run or by earlier ones. It is locked
 * while it is open. A line is on the disk before {@link #end} returns; workers that end at the same
 * time share one wait for the disk. Thread-safe.
 */
public final class ResultsFile implements DecisionLog {

  /** Not a channel: that would be closed when a worker is interrupted. */
  private final RandomAccessFile file;

  private final ResultLines lines;
  private final DecidedOrders decided;
  private final Object disk = new Object();

  /** How many lines are written; how many of these are surely on the disk is known below. */
  private volatile long written;

  private long forced;
  private boolean broken;

  private ResultsFile(RandomAccessFile file, ResultLines lines, DecidedOrders decided) {
    this.file = file;
    this.lines = lines;
    this.decided = decided;
  }

  /**
   * Opens a file, or creates it, and reads what is decided.
   *
   * @throws IllegalArgumentException if it is in use, of another kind or unreadable
   */
  public static ResultsFile open(String name, ResultLines lines) {
    try {
      RandomAccessFile file = new RandomAccessFile(name, "rw");
      try {
        return locked(file, name, lines);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The results file " + name + " cannot be opened (" + e.getMessage() + ")", e);
    }
  }

  private static ResultsFile locked(RandomAccessFile file, String name, ResultLines lines)
      throws IOException {
    lock(file, name);
    DecidedOrders decided = new DecidedOrders();
    // The stream is not closed, since that would close the file.
    FileInputStream content = new FileInputStream(file.getFD());
    long end = new ResultsReader(name, lines, decided).read(content);
    file.setLength(end);
    file.seek(end);
    forceEntry(Path.of(name));
    return new ResultsFile(file, lines, decided);
  }

  private static void lock(RandomAccessFile file, String name) throws IOException {
    try {
      if (file.getChannel().tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // Told below as if it were another process.
    }
    throw new IllegalArgumentException(
        "The results file " + name + " is in use by another run: wait for its end");
  }

  /** A new file survives a power failure only if its entry in the folder is on the disk too. */
  private static void forceEntry(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException notOnThisSystem) {
      // Windows does not open folders, and keeps their entries by itself.
      return;
    }
  }

  @Override
  public OptionalInt begin(String outTradeNo) {
    return decided.begin(outTradeNo);
  }

  @Override
  public void end(String outTradeNo, OrderResult result) throws IOException {
    if (!result.isDecided()) {
      decided.leave(outTradeNo);
      return;
    }
    force(write(lines.line(result)));
    decided.decide(outTradeNo, result.outcome());
  }

  /** Returns how many lines are written with this one. */
  private synchronized long write(byte[] line) throws IOException {
    if (broken) {
      throw new IOException("an earlier line could not be written");
    }
    try {
      file.write(line);
    } catch (IOException e) {
      // Whatever followed half a line would be lost with it.
      broken = true;
      throw e;
    }
    written++;
    return written;
  }

  private void force(long line) throws IOException {
    synchronized (disk) {
      if (forced < line) {
        long all = written;
        file.getFD().sync();
        forced = all;
      }
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException ignored) {
      // Every decision is on the disk already.
      return;
    }
  }
}
