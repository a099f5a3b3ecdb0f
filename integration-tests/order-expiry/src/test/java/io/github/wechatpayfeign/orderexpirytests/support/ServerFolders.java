package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders for servers: unpacked programs, which stay for the next run, and data, which do not. They
 * are below the folder that the property databases.folder names.
 */
public final class ServerFolders {

  private static final Path ROOT =
      Path.of(
          System.getProperty(
              "databases.folder",
              Path.of(
                      System.getProperty("java.io.tmpdir"),
                      "order-expiry-databases-" + System.getProperty("user.name"))
                  .toString()));

  private ServerFolders() {}

  /** Returns the folder of a program; it exists. */
  static Path program(String name) {
    try {
      return Files.createDirectories(ROOT.resolve(name)).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates an empty folder for the data of one server. */
  public static Path newData(String name) {
    try {
      return Files.createTempDirectory(program("data"), name + "-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder with all that is in it, as far as that is possible. */
  public static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Cannot delete the data of a test database, " + folder + ": " + e);
    }
  }
}
