package io.github.wechatpayfeign.cli.orders;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8, strips the spaces around them, and skips blank lines. Of a line longer than
 * 1 KiB it keeps only the beginning and three dots. Such a line is not an order number anyway, and
 * a wrong file without line breaks, such as an archive, must not fill the memory.
 */
final class BoundedLines implements AutoCloseable {

  private static final int MAX_LINE_BYTES = 1024;
  private static final int MAX_QUOTE_CHARS = 60;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream bytes;
  private boolean begun;
  private long number;

  BoundedLines(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes);
  }

  /** Returns the next line that is not blank, or null at the end. */
  @Nullable String next() throws IOException {
    String line = nextLine();
    while (line != null && line.isEmpty()) {
      line = nextLine();
    }
    return line;
  }

  /** Returns the next line, blank or not; reads bytes, because a file may be in any encoding. */
  private @Nullable String nextLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = bytes.read();
    if (next < 0) {
      return null;
    }
    number++;
    boolean cut = false;
    for (; next >= 0 && next != '\n'; next = bytes.read()) {
      if (line.size() < MAX_LINE_BYTES) {
        line.write(next);
      } else {
        cut = true;
      }
    }
    String text = withoutByteOrderMark(line.toString(StandardCharsets.UTF_8));
    return cut ? text.substring(0, MAX_QUOTE_CHARS) + "..." : text.strip();
  }

  /** Returns the number of the last line, 1 for the first. */
  long number() {
    return number;
  }

  private String withoutByteOrderMark(String line) {
    boolean marked = !begun && line.startsWith(BYTE_ORDER_MARK);
    begun = true;
    return marked ? line.substring(BYTE_ORDER_MARK.length()) : line;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
