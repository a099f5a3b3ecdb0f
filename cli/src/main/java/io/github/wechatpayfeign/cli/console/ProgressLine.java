package io.github.wechatpayfeign.cli.console;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar in the last line of a terminal, or none. Results may go to the same terminal, so
 * the bar is erased for each of them and drawn again below it. Thread-safe.
 */
public final class ProgressLine implements AutoCloseable {

  private static final int WIDTH = 79;
  private static final String ERASER = "\r" + " ".repeat(WIDTH) + "\r";

  private final PrintWriter err;
  private final @Nullable ProgressBar bar;
  private String drawn = "";
  private boolean closed;

  private ProgressLine(PrintWriter err) {
    this.err = err;
    this.bar = null;
  }

  private ProgressLine(PrintWriter err, String task, long total) {
    this.err = err;
    this.bar = newBar(task, total);
  }

  /** Returns a progress line that shows nothing. */
  public static ProgressLine hidden(PrintWriter err) {
    return new ProgressLine(err);
  }

  /**
   * Starts a progress bar.
   *
   * @param task what is done with the orders
   * @param total how many orders there are, or -1 if that is not known
   */
  public static ProgressLine shown(PrintWriter err, String task, long total) {
    return new ProgressLine(err, task, total);
  }

  private ProgressBar newBar(String task, long total) {
    // With a given width the library does not open the terminal, for which it needs native code.
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .showSpeed()
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
        .build();
  }

  private synchronized void draw(String rendered) {
    drawn = rendered;
    err.print("\r" + rendered);
    err.flush();
  }

  /** Erases the bar, writes the line of an order, and draws the bar again, one order further. */
  public void printResult(Runnable line) {
    skip();
    printNotice(line);
  }

  /** Erases the bar, writes a line that is not about an order, and draws the bar again. */
  public synchronized void printNotice(Runnable line) {
    if (bar == null) {
      line.run();
      return;
    }
    err.print(ERASER);
    err.flush();
    line.run();
    draw(drawn);
  }

  /** Goes one order further without a line; the bar shows that when it is drawn next. */
  public void skip() {
    if (bar != null) {
      bar.step();
    }
  }

  /** Draws the bar for the last time and leaves it there. Closing it again does nothing. */
  @Override
  public void close() {
    if (bar != null && !closed) {
      closed = true;
      bar.close();
      err.println();
      err.flush();
    }
  }
}
