package io.github.wechatpayfeign.benchmarks.expiry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A PostgreSQL server with the settings that it has by itself, but for its addresses. What is
 * committed is on the disk.
 */
final class Server implements AutoCloseable {

  private static final String USER = "postgres";

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final long pid;
  private final Process watch;

  private Server(Path folder, EmbeddedPostgres postgres, long pid, Process watch) {
    this.folder = folder;
    this.postgres = postgres;
    this.pid = pid;
    this.watch = watch;
  }

  /** Starts a server whose files are in a new folder, which is deleted with it. */
  static Server start() throws IOException {
    Path folder = Files.createTempDirectory("order-expiry-benchmark");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Files.createDirectory(folder.resolve("program")).toFile())
            .setDataDirectory(folder.resolve("data"))
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .start();
    long pid =
        Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).get(0));
    // Its input ends with this JVM, also if that is killed.
    Process watch =
        new ProcessBuilder("sh", "-c", "read -r line; kill -s QUIT " + pid)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Server server = new Server(folder, postgres, pid, watch);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  /** Returns the URL of a database, with the user. */
  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:"
        + postgres.getPort()
        + "/"
        + database
        + "?user="
        + USER
        + "&reWriteBatchedInserts=true";
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  /** Creates an empty database. */
  Tables create(String database) throws SQLException {
    Sql.execute(connect(USER), "create database " + database);
    return new Tables(this, database);
  }

  /** Creates a database as a copy of the files of another one, to which nobody is connected. */
  Tables copy(Tables template, String database) throws SQLException {
    Sql.execute(
        connect(USER),
        "create database " + database + " template " + template.database() + " strategy file_copy");
    return new Tables(this, database);
  }

  void drop(Tables tables) throws SQLException {
    Sql.execute(connect(USER), "drop database " + tables.database() + " with (force)");
  }

  /** Returns the CPU time of all processes of the server so far, in milliseconds. */
  long cpuMillis() {
    return ProcessCpu.millisWithChildren(pid);
  }

  String version() throws SQLException {
    return Sql.text(connect(USER), "show server_version");
  }

  /** Stops the server and deletes its files; also if the benchmark is interrupted. */
  @Override
  public synchronized void close() {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      postgres.close();
      watch.destroyForcibly();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
