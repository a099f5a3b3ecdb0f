package io.github.wechatpayfeign.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes each result as a whole line at once, and remembers what they amount to. A decision is
 * logged before it is shown, so that none that anybody saw can get lost. Thread-safe.
 */
final class Results {

  private final ResultFormat format;
  private final PrintWriter out;
  private final ProgressLine progress;
  private final DecisionLog log;
  private int exitCode = ExitCode.ALL_CLOSED;
  private long skipped;

  Results(ResultFormat format, PrintWriter out, ProgressLine progress, DecisionLog log) {
    this.format = format;
    this.out = out;
    this.progress = progress;
    this.log = log;
  }

  /** Returns whether there is anything to do about an order; what is begun has to be written. */
  boolean begin(String number) {
    OptionalInt known = log.begin(number);
    if (known.isPresent()) {
      skip(known.getAsInt());
    }
    return known.isEmpty();
  }

  private synchronized void skip(int knownExitCode) {
    skipped++;
    count(knownExitCode);
    progress.skip();
  }

  /**
   * Writes a result.
   *
   * @throws IOException if it cannot be logged, or nobody can read it, such as after {@code | head}
   */
  void write(String number, OrderResult result) throws IOException {
    String line = format.line(result) + System.lineSeparator();
    try {
      log.end(number, result);
    } catch (IOException e) {
      throw lost("logged", e);
    }
    synchronized (this) {
      count(result.outcome().exitCode());
      progress.aside(() -> print(line));
      if (out.checkError()) {
        throw lost("written", null);
      }
    }
  }

  /** For whoever ran this, an order whose result is lost may or may not be closed. */
  private synchronized IOException lost(String verb, @Nullable IOException cause) {
    count(ExitCode.SOME_UNKNOWN);
    return new IOException(
        "The results cannot be "
            + verb
            + (cause == null ? "" : " (" + cause.getMessage() + ")")
            + ": of the orders under way nothing is known, and the rest was left alone",
        cause);
  }

  private void print(String line) {
    out.print(line);
    out.flush();
  }

  private void count(int code) {
    exitCode = Math.max(exitCode, code);
  }

  synchronized int exitCode() {
    return exitCode;
  }

  /** Returns a sentence about the orders that there was nothing to do about. */
  synchronized Optional<String> skipped() {
    return skipped == 0
        ? Optional.empty()
        : Optional.of("Orders skipped, since they are decided already: " + skipped);
  }
}
