package io.github.wechatpayfeign.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;

/** Writes each result as a whole line at once, and remembers what they amount to. Thread-safe. */
final class Results {

  private final ResultFormat format;
  private final PrintWriter out;
  private final ProgressLine progress;
  private final Set<CloseOutcome> seen = EnumSet.noneOf(CloseOutcome.class);

  Results(ResultFormat format, PrintWriter out, ProgressLine progress) {
    this.format = format;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Writes a result.
   *
   * @throws IOException if nobody can read it, such as after {@code | head}
   */
  void write(CloseResult result) throws IOException {
    String line = format.line(result) + System.lineSeparator();
    synchronized (this) {
      seen.add(result.outcome());
      progress.aside(() -> print(line));
      if (out.checkError()) {
        // For whoever ran this, an order whose result is lost may or may not be closed.
        seen.add(CloseOutcome.UNKNOWN);
        throw new IOException(
            "The results cannot be written: of the orders under way nothing is known, and the rest"
                + " was not closed");
      }
    }
  }

  private void print(String line) {
    out.print(line);
    out.flush();
  }

  synchronized int exitCode() {
    if (seen.contains(CloseOutcome.UNKNOWN)) {
      return ExitCode.SOME_UNKNOWN;
    }
    return seen.contains(CloseOutcome.REJECTED) || seen.contains(CloseOutcome.INVALID)
        ? ExitCode.SOME_NOT_CLOSED
        : ExitCode.ALL_CLOSED;
  }
}
