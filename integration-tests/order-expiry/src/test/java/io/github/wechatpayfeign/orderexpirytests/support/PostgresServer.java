package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.ports.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server of this JVM. A test can crash it and start it again. */
public final class PostgresServer implements DatabaseServer {

  private static final String USER = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final int port = Ports.free();
  private final Path data = ServerFolders.newData("postgresql");
  private @Nullable EmbeddedPostgres running;
  private @Nullable Process watch;

  private PostgresServer() {}

  private static final class Holder {
    static final PostgresServer SHARED = startAtFirstUse();

    private static PostgresServer startAtFirstUse() {
      PostgresServer server = new PostgresServer();
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::end));
      return server;
    }
  }

  /** Returns the server; starts it at the first call. */
  public static PostgresServer shared() {
    return Holder.SHARED;
  }

  @Override
  public FreshDatabase create(String name) {
    DatabaseServer.execute(url(USER), USER, "", "create database " + name);
    return new FreshDatabase(url(name), USER, "");
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private synchronized void start() {
    try {
      running =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(ServerFolders.program("postgresql").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(START_LIMIT)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              // A crash has to lose nothing that was committed.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
      watch = Signals.sendAtEndOfJvm("QUIT", pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the server's data. */
  Path data() {
    return data;
  }

  /** The file that exists in a folder of data as long as a server runs there. */
  static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readAllLines(pidFile(data)).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops the server at once, as "pg_ctl stop -m immediate" does: it ends all connections, writes
   * no checkpoint, and has to recover when it starts again. Returns when the server has ended.
   */
  public synchronized void crash() {
    EmbeddedPostgres crashed = running;
    if (crashed == null) {
      throw new IllegalStateException("PostgreSQL does not run: it crashed before");
    }
    try {
      long pid = pid();
      stopWatching();
      Signals.send("QUIT", pid);
      // The last thing that it does is to delete this file.
      Await.until("PostgreSQL has ended", STOP_LIMIT, () -> !Files.exists(pidFile(data)));
      running = null;
      // Releases its lock on the folder; there is no server to stop.
      crashed.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server that crashed: with the same data, at the same port. Does nothing if it runs.
   */
  public synchronized void startAgain() {
    if (running == null) {
      start();
    }
  }

  private void stopWatching() {
    Process watching = watch;
    if (watching != null) {
      watching.destroyForcibly();
      watch = null;
    }
  }

  private synchronized void end() {
    EmbeddedPostgres last = running;
    try {
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      System.err.println("Cannot stop the PostgreSQL of the tests: " + e);
    } finally {
      stopWatching();
      ServerFolders.delete(data);
    }
  }
}
