package io.github.wechatpayfeign.queues.support;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.ServerFolders;
import io.github.wechatpayfeign.ports.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/** The RabbitMQ of this machine, with a node and data of its own, on loopback only. */
public final class RabbitMqServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** What the script in PATH on Debian calls, which itself changes the user. */
  private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  private final int port = Ports.free();
  private final Path folder;
  private final ServerProcess names;
  private final ServerProcess node;

  private RabbitMqServer(Path program, Path epmd) {
    folder = ServerFolders.newData("rabbitmq");
    int namesPort = Ports.free();
    names =
        ServerProcess.start(
            folder,
            Map.of(),
            List.of(
                epmd.toString(), "-port", Integer.toString(namesPort), "-address", "127.0.0.1"));
    try {
      Files.writeString(folder.resolve("plugins"), "[].");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node = ServerProcess.start(folder, settings(namesPort), List.of(program.toString()));
  }

  /** Starts a server; skips the test if this machine has none. */
  public static RabbitMqServer startOrSkip() {
    Optional<Path> program = ServerProcess.find("rabbitmq-server", DEBIAN);
    Optional<Path> epmd = ServerProcess.find("epmd");
    Assumptions.assumeTrue(
        program.isPresent() && epmd.isPresent(),
        "This machine has no rabbitmq-server with Erlang's epmd, so its recipe was not run");
    RabbitMqServer server = new RabbitMqServer(program.get(), epmd.get());
    Await.until("RabbitMQ has started", START_LIMIT, server::answers);
    return server;
  }

  private Map<String, String> settings(int namesPort) {
    return Map.ofEntries(
        Map.entry("HOME", folder.toString()),
        Map.entry("ERL_EPMD_PORT", Integer.toString(namesPort)),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODENAME", "test" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(Ports.free())),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
        Map.entry("RABBITMQ_LOGS", "-"),
        Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
        Map.entry("RABBITMQ_FEATURE_FLAGS_FILE", folder.resolve("feature-flags").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
        // So the script becomes the server, instead of waiting for it.
        Map.entry("RUNNING_UNDER_SYSTEMD", "true"));
  }

  private boolean answers() {
    node.requireAlive();
    try {
      connect(port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the port of the server. */
  public int port() {
    return port;
  }

  /** Opens a connection. */
  public Connection connect() throws IOException {
    return connect(port);
  }

  /** Opens a connection to the server of another process. */
  public static Connection connect(int port) throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    try {
      return factory.newConnection();
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    node.close();
    names.close();
    ServerFolders.delete(folder);
  }
}
