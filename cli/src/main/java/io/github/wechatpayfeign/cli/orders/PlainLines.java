package io.github.wechatpayfeign.cli.orders;

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
      throw new IOException("it contains a key, and no order numbers");
    }
    if (!begun && OrderNumberRule.isFieldName(line)) {
      throw new IOException(
          "its first line, "
              + line
              + ", is the name of a column: give --column "
              + line
              + " for a CSV file");
    }
    begun = true;
    return new OrderLine(line, lines.number());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
