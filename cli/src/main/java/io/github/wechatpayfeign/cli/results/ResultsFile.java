package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.function.LongConsumer;

/**
 * A file with one line for each decided order, of this run and of earlier ones. After a crash, the
 * same command reads it and takes only what is left.
 *
 * <p>A line is on the disk before {@link #end} returns, and only then is the result shown. So a
 * result that anybody saw is in the file. The file is locked while it is open, because two runs
 * would take the same orders. Thread-safe.
 */
public final class ResultsFile implements DecisionLog {

  /** Not a channel, because an interrupt of a worker closes a channel for all workers. */
  private final RandomAccessFile file;

  private final ResultLines lines;
  private final DecidedOrders decided;
  private final DurableLines log;

  private ResultsFile(RandomAccessFile file, ResultLines lines, DecidedOrders decided) {
    this.file = file;
    this.lines = lines;
    this.decided = decided;
    this.log = new DurableLines(new FileDisk(file));
  }

  /**
   * Opens or creates a file, and reads its decisions.
   *
   * @param progress receives the number of bytes read so far, after each line
   * @throws IllegalArgumentException if the file is in use, of another kind of run or unreadable
   */
  public static ResultsFile open(String name, ResultLines lines, LongConsumer progress) {
    try {
      RandomAccessFile file = new RandomAccessFile(name, "rw");
      try {
        return locked(file, name, lines, progress);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Words.of("The results file {0} cannot be opened ({1})", name, e.getMessage()), e);
    }
  }

  /**
   * Locks the file before it reads it, and cuts off a torn last line: the next line must not be
   * appended to it.
   */
  private static ResultsFile locked(
      RandomAccessFile file, String name, ResultLines lines, LongConsumer progress)
      throws IOException {
    lock(file, name);
    DecidedOrders decided = new DecidedOrders();
    // The stream is not closed, since that would close the file.
    FileInputStream content = new FileInputStream(file.getFD());
    long end = new ResultsReader(name, lines, decided, progress).read(content);
    file.setLength(end);
    file.seek(end);
    forceEntry(Path.of(name));
    return new ResultsFile(file, lines, decided);
  }

  /** The system releases the lock when the process ends, even if it is killed. */
  private static void lock(RandomAccessFile file, String name) throws IOException {
    try {
      if (file.getChannel().tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // Reported below in the same words as another process.
    }
    throw new IllegalArgumentException(
        Words.of("The results file {0} is in use by another run: wait for its end", name));
  }

  /** Syncs the folder: without its entry there, a new file does not survive a power failure. */
  private static void forceEntry(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException notOnThisSystem) {
      // Windows cannot open folders, and writes their entries by itself.
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
    log.append(lines.line(result));
    decided.decide(outTradeNo, result.outcome());
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

  private record FileDisk(RandomAccessFile file) implements DurableLines.Disk {

    @Override
    public void write(byte[] line) throws IOException {
      file.write(line);
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }
  }
}
