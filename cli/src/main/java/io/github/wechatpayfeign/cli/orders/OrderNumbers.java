package io.github.wechatpayfeign.cli.orders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order numbers of one run: first those of the command line, then those of the file. They are
 * read one at a time, when one is wanted, so that a file of any size needs no memory. Thread-safe.
 */
final class OrderNumbers implements AutoCloseable {

  private static final String STANDARD_INPUT = "-";

  private final Iterator<String> arguments;
  private final String file;
  private final BoundedLines lines;

  private OrderNumbers(List<String> arguments, String file, InputStream bytes) {
    this.arguments = arguments.iterator();
    this.file = file;
    this.lines = new BoundedLines(bytes);
  }

  /**
   * Opens the file.
   *
   * @param file a path, {@code -} for the standard input, or null for no file
   * @throws IllegalArgumentException if it cannot be opened
   */
  static OrderNumbers open(List<String> arguments, @Nullable String file, InputStream input) {
    if (file == null) {
      return new OrderNumbers(arguments, "", InputStream.nullInputStream());
    }
    if (file.equals(STANDARD_INPUT)) {
      return new OrderNumbers(arguments, "standard input", input);
    }
    return new OrderNumbers(arguments, "file " + file, open(file));
  }

  private static InputStream open(String file) {
    try {
      return Files.newInputStream(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("The file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("The file " + file + " cannot be opened (" + e + ")", e);
    }
  }

  /** Returns the next order number, or null when there are no more. */
  synchronized @Nullable String next() throws IOException {
    if (arguments.hasNext()) {
      return arguments.next();
    }
    try {
      return lines.next();
    } catch (IOException e) {
      throw new IOException(
          "The " + file + " cannot be read (" + e.getMessage() + "): the rest was left alone", e);
    }
  }

  /**
   * Returns how many order numbers there will be, or -1 if that cannot be told beforehand, as of
   * the standard input or a pipe.
   */
  static long count(List<String> arguments, @Nullable String file) {
    if (file == null) {
      return arguments.size();
    }
    if (file.equals(STANDARD_INPUT) || !Files.isRegularFile(Path.of(file))) {
      return -1;
    }
    long count = arguments.size();
    try (BoundedLines lines = new BoundedLines(open(file))) {
      while (lines.next() != null) {
        count++;
      }
      return count;
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException ignored) {
      // All that was wanted of the file has been read.
      return;
    }
  }
}
