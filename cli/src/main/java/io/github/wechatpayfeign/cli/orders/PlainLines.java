package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A file with one order number a line. Blank lines and lines that begin with # are skipped. */
final class PlainLines implements OrderLines {

  private final BoundedLines lines;
  private boolean begun;

  PlainLines(InputStream bytes) {
    this.lines = new BoundedLines(bytes);
  }

  @Override
  public @Nullable OrderLine next() throws IOException {
    String line = lines.next();
    while (line != null && line.startsWith("#")) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    if (line.contains("-----BEGIN")) {
      throw new IOException(Words.of("it contains a key, and no order numbers"));
    }
    if (!begun && OrderNumberRule.isFieldName(line)) {
      throw new IOException(
          Words.of(
              "its first line, {0}, is the name of a column: give --column {0} for a CSV file",
              line));
    }
    begun = true;
    return new OrderLine(line, lines.number());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
