package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Words;
import java.io.File;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Reports on the standard error how much of a file is read, if that takes long: a results file of
 * millions of lines takes seconds, in which nothing else is shown. Used by one thread.
 */
final class ReadingProgress implements LongConsumer, AutoCloseable {

  private static final Duration ON_A_TERMINAL = Duration.ofMillis(500);

  private final String name;
  private final long size;
  private final boolean terminal;
  private final long nanos;
  private final PrintWriter err;
  private long lastTold = System.nanoTime();
  private int width;

  private ReadingProgress(
      String name, long size, boolean terminal, Duration interval, PrintWriter err) {
    this.name = name;
    this.size = size;
    this.terminal = terminal;
    this.nanos = interval.toNanos();
    this.err = err;
  }

  /** Begins with a file; it may not exist yet. */
  static ReadingProgress of(String file, ProcessContext context, PrintWriter err) {
    long size = new File(file).length();
    boolean terminal = size > 0 && context.errorIsTerminal().getAsBoolean();
    Duration interval = terminal ? ON_A_TERMINAL : context.progressInterval();
    return new ReadingProgress(file, size, terminal, interval, err);
  }

  @Override
  public void accept(long bytes) {
    long now = System.nanoTime();
    if (now - lastTold < nanos) {
      return;
    }
    lastTold = now;
    String line =
        OneLine.of(
            Words.of("reading {0}: {1} %", name, Math.min(100, bytes * 100 / Math.max(1, size))));
    if (terminal) {
      err.print("\r" + line);
      width = Math.max(width, line.length());
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Erases what is shown on a terminal. */
  @Override
  public void close() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
    }
  }
}
