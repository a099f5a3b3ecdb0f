package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Reads a results file up to its last line, which is torn if a run was killed while it wrote. Any
 * other damage is an error: the file is then not what the user thinks. Used once, by one thread.
 */
final class ResultsReader {

  private static final int MAX_LINE = 64 * 1024;

  private final String name;
  private final ResultLines lines;
  private final DecidedOrders decided;
  private final LongConsumer progress;
  private long number;
  private long end;

  ResultsReader(String name, ResultLines lines, DecidedOrders decided, LongConsumer progress) {
    this.name = name;
    this.lines = lines;
    this.decided = decided;
    this.progress = progress;
  }

  /**
   * Returns where the last whole line ends. What follows was cut when a run was killed. Its result
   * was never shown, and the order is taken again.
   *
   * @throws IllegalArgumentException if the file is of another kind of run
   */
  long read(InputStream file) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(file);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      if (next == '\n') {
        accept(line.toByteArray());
        line.reset();
      } else if (line.size() < MAX_LINE) {
        line.write(next);
      } else {
        throw otherKind(Words.of("it is too long"));
      }
    }
    if (!lines.canBeTorn(line.toByteArray())) {
      throw otherKind(Words.of("it has no end"));
    }
    return end;
  }

  private void accept(byte[] line) {
    try {
      lines.read(line, decided);
    } catch (IllegalArgumentException e) {
      throw otherKind(String.valueOf(e.getMessage()));
    }
    number++;
    end += line.length + 1L;
    progress.accept(end);
  }

  private IllegalArgumentException otherKind(String reason) {
    return new IllegalArgumentException(
        Words.of(
            "The file {0} does not contain results of this kind of run: {1}, in line {2}; give"
                + " another --results file, nothing was changed",
            name, reason, number + 1));
  }
}
