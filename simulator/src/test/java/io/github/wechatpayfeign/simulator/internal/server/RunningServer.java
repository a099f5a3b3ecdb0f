package io.github.wechatpayfeign.simulator.internal.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server whose default handler answers with what it understood, and its requests. */
final class RunningServer implements AutoCloseable {
  static final Map<String, List<String>> TEXT = Map.of("Content-Type", List.of("text/plain"));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-03T08:00:00Z"), ZoneOffset.UTC);

  final BlockingQueue<RawRequest> requests = new LinkedBlockingQueue<>();
  final SimulatorServer server;

  RunningServer() throws IOException {
    this(ServerLimits.DEFAULT, RunningServer::echo);
  }

  RunningServer(RequestHandler handler) throws IOException {
    this(ServerLimits.DEFAULT, handler);
  }

  RunningServer(ServerLimits limits, RequestHandler handler) throws IOException {
    this(limits, null, handler);
  }

  RunningServer(ServerLimits limits, @Nullable SSLContext tls, RequestHandler handler)
      throws IOException {
    server =
        SimulatorServer.start(
            new SimulatorServer.Settings("127.0.0.1", 0, tls, CLOCK, limits),
            (request, reply) -> {
              requests.add(request);
              handler.handle(request, reply);
            });
  }

  /** Returns limits whose times are all short, except one that a test sets. */
  static ServerLimits limits(Duration idle, Duration request, Duration stall) {
    return new ServerLimits(idle, request, stall, Duration.ofSeconds(1), 200, 400, 1000);
  }

  static void echo(RawRequest request, Reply reply) {
    RequestProblem problem = request.problem();
    if (problem != null) {
      reply.send(problem.status(), TEXT, bytes(problem.description()));
      return;
    }
    String body = new String(request.body(), StandardCharsets.ISO_8859_1);
    reply.send(200, TEXT, bytes(request.method() + " " + request.target() + " <" + body + ">"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Wire open() throws IOException {
    return new Wire(server.port());
  }

  /** Sends bytes on a connection of their own, and returns what came back until its end. */
  String exchange(String text) throws IOException {
    try (Wire wire = open()) {
      return wire.send(text).rest();
    }
  }

  RawRequest next() throws InterruptedException {
    RawRequest request = requests.poll(10, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("No request arrived");
    }
    return request;
  }

  /** Waits until the server has so many connections, whatever their clients know of it. */
  void untilConnections(int count) {
    long start = System.nanoTime();
    while (server.connections() != count) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
        throw new AssertionError("There are " + server.connections() + " connections");
      }
      Thread.onSpinWait();
    }
  }

  void stop() {
    server.close();
  }

  @Override
  public void close() {
    stop();
  }
}
