package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a demo: one that the user names and keeps, or one that is deleted at the end. */
record DemoFolder(Path path, boolean isKept) implements AutoCloseable {

  /**
   * Creates the folder.
   *
   * @param given the folder that the user names, or null for a temporary one
   * @throws IllegalArgumentException if it cannot be created
   */
  static DemoFolder of(@Nullable Path given) {
    try {
      return given == null
          ? new DemoFolder(Files.createTempDirectory("wechatpay-expiry-demo"), false)
          : new DemoFolder(Files.createDirectories(given).toAbsolutePath().normalize(), true);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          given == null
              ? Words.of("The folder of the demo cannot be created ({0})", e)
              : Words.of("The folder {0} cannot be created ({1})", given, e),
          e);
    }
  }

  @Override
  public void close() {
    if (isKept || !Files.exists(path)) {
      return;
    }
    try {
      for (Path file : content()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException stillOpen) {
      // A temporary folder that stays does no harm.
      return;
    }
  }

  /** Returns all files, and each folder after its files. */
  private List<Path> content() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
