package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the order numbers of a run come from: first the arguments, then a file. It is opened twice,
 * once to check all numbers and once to take them, so that no file has to fit into the memory.
 *
 * @param arguments the numbers on the command line
 * @param file a path, {@code -} for the standard input, or null for no file
 * @param column the column of a CSV file, or null for a file with one number a line
 * @param rule the rule of the numbers
 */
record OrderInput(
    List<String> arguments,
    @Nullable String file,
    @Nullable String column,
    OrderNumberRule rule,
    InputStream standardInput) {

  static final String STANDARD_INPUT = "-";

  /** Returns the name of the file for messages. */
  String name() {
    return STANDARD_INPUT.equals(file) ? Words.of("standard input") : Words.of("file {0}", file);
  }

  /**
   * Returns whether the file can be read twice: once to check it, and once to take the orders.
   *
   * @throws IllegalArgumentException if it cannot be read at all
   */
  boolean canBeReadTwice() {
    if (file == null) {
      return true;
    }
    if (file.equals(STANDARD_INPUT)) {
      return false;
    }
    Path path = path(file);
    // A named pipe is neither: it loses what is read. A file that does not exist fails at open().
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(Words.of("The file {0} is a folder", file));
    }
    return Files.isRegularFile(path) || !Files.exists(path);
  }

  /**
   * Opens the file.
   *
   * @throws IllegalArgumentException if it cannot be opened
   */
  OrderNumbers open() {
    return new OrderNumbers(this, openFile());
  }

  /**
   * Reads all numbers, and returns what is wrong with them.
   *
   * @throws IllegalArgumentException if they cannot be read completely
   */
  OrderCheck check() {
    List<String> problems = new ArrayList<>();
    long count = 0;
    long wrong = 0;
    try (OrderNumbers numbers = open()) {
      for (OrderLine next = numbers.next(); next != null; next = numbers.next()) {
        count++;
        String problem = rule.problem(next.number(), column != null);
        if (problem != null && ++wrong <= OrderCheck.MAX_PROBLEMS) {
          problems.add(
              next.line() == 0 ? problem : Words.of("Line {0}: {1}", next.line(), problem));
        }
      }
      return new OrderCheck(count, wrong, problems);
    } catch (IOException e) {
      throw new IllegalArgumentException(Words.of("{0}; nothing was sent", e.getMessage()), e);
    }
  }

  /** Opens the file, and names the two common reasons of a failure in plain words. */
  private OrderLines openFile() {
    if (file == null) {
      return new PlainLines(InputStream.nullInputStream());
    }
    try {
      InputStream bytes =
          file.equals(STANDARD_INPUT) ? standardInput : Files.newInputStream(path(file));
      return column == null ? new PlainLines(bytes) : new CsvLines(bytes, column);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(Words.of("The file {0} does not exist", file), e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(
          Words.of("The file {0} may not be read by this user", file), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Words.of("The {0} cannot be opened ({1})", name(), e.getMessage()), e);
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(Words.of("No file can have the name {0}", file), e);
    }
  }
}
