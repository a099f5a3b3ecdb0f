package io.github.wechatpayfeign.queues.support;

import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.ServerFolders;
import io.github.wechatpayfeign.ports.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** The Redis of this machine, with data of its own, on loopback only. */
public final class RedisServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final int port = Ports.free();
  private final Path folder = ServerFolders.newData("redis");
  private final ServerProcess process;

  private RedisServer(Path program) {
    process =
        ServerProcess.start(
            folder,
            Map.of(),
            List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes"));
  }

  /** Starts a server; skips the test if this machine has none. */
  public static RedisServer startOrSkip() {
    Optional<Path> program = ServerProcess.find("redis-server");
    Assumptions.assumeTrue(
        program.isPresent(), "This machine has no redis-server, so its recipe was not run");
    RedisServer server = new RedisServer(program.get());
    Await.until("Redis has started", START_LIMIT, server::answers);
    return server;
  }

  private boolean answers() {
    process.requireAlive();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the port of the server. */
  public int port() {
    return port;
  }

  /** Opens a client. */
  public RedissonClient connect() {
    return connect(port);
  }

  /** Opens a client of the server of another process. */
  public static RedissonClient connect(int port) {
    Config config = new Config();
    config
        .useSingleServer()
        .setAddress("redis://127.0.0.1:" + port)
        .setConnectionPoolSize(4)
        .setConnectionMinimumIdleSize(1);
    return Redisson.create(config);
  }

  @Override
  public void close() {
    process.close();
    ServerFolders.delete(folder);
  }
}
