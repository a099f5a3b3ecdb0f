package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.ports.Ports;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/** H2 in files, served over TCP by this JVM. */
final class H2Server implements DatabaseServer {

  private static final String USER = "sa";

  private final Path data = ServerFolders.newData("h2");
  private final Server server;

  private H2Server() {
    // H2 reads it once, before its first server starts; otherwise it listens at all addresses.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try {
      server =
          Server.createTcpServer(
                  "-tcpPort",
                  Integer.toString(Ports.free()),
                  "-tcpDaemon",
                  "-ifNotExists",
                  "-baseDir",
                  data.toString())
              .start();
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not start", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  private static final class Holder {
    static final H2Server SHARED = new H2Server();
  }

  /** Returns the server; starts it at the first call. */
  static H2Server shared() {
    return Holder.SHARED;
  }

  @Override
  public FreshDatabase create(String name) {
    String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./" + name;
    // The first connection creates the file.
    DatabaseServer.execute(url, USER, "", "select 1");
    return new FreshDatabase(url, USER, "");
  }

  private void end() {
    server.stop();
    ServerFolders.delete(data);
  }
}
