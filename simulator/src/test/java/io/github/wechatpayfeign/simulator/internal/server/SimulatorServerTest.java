package io.github.wechatpayfeign.simulator.internal.server;

import static io.github.wechatpayfeign.simulator.internal.server.RunningServer.TEXT;
import static io.github.wechatpayfeign.simulator.internal.server.RunningServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server reads and writes, seen on a raw socket. */
class SimulatorServerTest {
  private static final String CLOSE = "Connection: close\r\n";

  @Test
  void writesHeadersAsTheyAreGivenAndKeepsTheConnection() throws Exception {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Request-ID", List.of("0A-0"));
    headers.put("x-Twice", List.of("a", "b"));
    try (RunningServer server =
            new RunningServer((request, reply) -> reply.send(200, headers, bytes("{}")));
        Wire wire = server.open()) {
      String expected =
          """
          HTTP/1.1 200 OK\r
          Request-ID: 0A-0\r
          x-Twice: a\r
          x-Twice: b\r
          Content-Length: 2\r
          Date: Tue, 03 Nov 2026 08:00:00 GMT\r
          Connection: keep-alive\r
          Keep-Alive: timeout=8\r
          \r
          {}""";

      assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer()).isEqualTo(expected);
      assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer()).isEqualTo(expected);
    }
  }

  @Test
  void sendsHeadAndBodyInOneRead() throws Exception {
    try (RunningServer server = new RunningServer();
        Wire wire = server.open()) {
      for (int i = 0; i < 50; i++) {
        wire.send("GET / HTTP/1.1\r\n\r\n");
        byte[] once = new byte[4096];
        int read = wire.socket.getInputStream().read(once);

        assertThat(new String(once, 0, read, StandardCharsets.US_ASCII)).endsWith("GET / <>");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v3/a|b",
        "/v3/%7C%zz%",
        "/{\"a\":[1]}?q=\\^`<>#f",
        "//two",
        "*",
        "http://other/v3?x",
        "/\u00e8\u00ad\u00ff"
      })
  void passesTheTargetOnUnchanged(String target) throws Exception {
    try (RunningServer server = new RunningServer()) {
      server.exchange("GET " + target + " HTTP/1.1\r\n" + CLOSE + "\r\n");

      assertThat(server.next().target()).isEqualTo(target);
    }
  }

  @Test
  void readsATargetInUtf8() throws Exception {
    String wire = new String(bytes("/订单"), StandardCharsets.ISO_8859_1);
    try (RunningServer server = new RunningServer()) {
      server.exchange("GET " + wire + " HTTP/1.1\r\n" + CLOSE + "\r\n");

      assertThat(server.next().target()).isEqualTo("/订单");
    }
  }

  @Test
  void readsHeadersAndBodiesOfBothKinds() throws Exception {
    try (RunningServer server = new RunningServer();
        Wire wire = server.open()) {
      wire.send("POST /a HTTP/1.1\r\nX-One: 1\r\nx-one:2\r\nContent-Length: 3\r\n\r\nabc");
      assertThat(wire.answer()).endsWith("POST /a <abc>");
      wire.send("POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      wire.send("2\r\nde\r\n").send("1\r\nf\r\n0\r\n\r\n");
      assertThat(wire.answer()).endsWith("POST /b <def>");

      assertThat(server.next().headers().get("X-ONE")).containsExactly("1", "2");
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    RequestHandler handler =
        (request, reply) -> {
          if (request.target().equals("/1")) {
            await(go);
          }
          RunningServer.echo(request, reply);
        };
    try (RunningServer server = new RunningServer(handler);
        Wire wire = server.open()) {
      wire.send("GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 2\r\n\r\nxyGET /3 HTT");
      server.next();
      go.countDown();

      assertThat(wire.answer()).endsWith("GET /1 <>");
      assertThat(wire.answer()).endsWith("POST /2 <xy>");
      assertThat(wire.send("P/1.1\r\n" + CLOSE + "\r\n").rest()).endsWith("GET /3 <>");
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Test
  void closesAfterTheAnswerIfTheClientAsksForIt() throws Exception {
    try (RunningServer server = new RunningServer()) {
      assertThat(server.exchange("GET / HTTP/1.1\r\n" + CLOSE + "\r\n"))
          .contains("\r\nConnection: close\r\n")
          .doesNotContain("Keep-Alive")
          .endsWith("GET / <>");
      assertThat(server.exchange("GET / HTTP/1.0\r\n\r\n")).endsWith("GET / <>");
    }
  }

  @Test
  void keepsAConnectionOfHttp10OnRequest() throws Exception {
    try (RunningServer server = new RunningServer();
        Wire wire = server.open()) {
      String request = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";

      assertThat(wire.send(request).answer()).contains("Connection: keep-alive");
      assertThat(wire.send(request).answer()).contains("Connection: keep-alive");
    }
  }

  @Test
  void closesIfTheAnswerSaysSo() throws Exception {
    try (RunningServer server =
        new RunningServer(
            (request, reply) ->
                reply.send(200, Map.of("connection", List.of("Close")), bytes("x")))) {
      assertThat(server.exchange("GET / HTTP/1.1\r\n\r\n"))
          .contains("connection: Close")
          .doesNotContain("Keep-Alive")
          .endsWith("x");
    }
  }

  @Test
  void answersAClientThatClosedItsSideAfterTheRequest() throws Exception {
    try (RunningServer server = new RunningServer();
        Wire wire = server.open()) {
      wire.send("GET / HTTP/1.1\r\n\r\n");
      wire.socket.shutdownOutput();

      assertThat(wire.rest()).endsWith("GET / <>");
    }
  }

  @Test
  void announcesTheBodyOfAHeadWithoutSendingIt() throws Exception {
    RequestHandler handler =
        (request, reply) -> {
          if (request.target().equals("/stream")) {
            reply.stream(200, TEXT, 1000, out -> out.write(bytes("never")));
          } else {
            reply.send(200, TEXT, bytes("body"));
          }
        };
    try (RunningServer server = new RunningServer(handler);
        Wire wire = server.open()) {
      assertThat(wire.send("HEAD / HTTP/1.1\r\n\r\n").head()).contains("Content-Length: 4\r\n");
      assertThat(wire.send("HEAD /stream HTTP/1.1\r\n\r\n").head())
          .contains("Content-Length: 1000\r\n");
      assertThat(wire.send("GET / HTTP/1.1\r\n\r\n").answer()).endsWith("\r\n\r\nbody");
    }
  }

  @Test
  void sendsNoBodyWith204And304() throws Exception {
    RequestHandler handler =
        (request, reply) ->
            reply.send(Integer.parseInt(request.target().substring(1)), TEXT, bytes("body"));
    try (RunningServer server = new RunningServer(handler);
        Wire wire = server.open()) {
      assertThat(wire.send("GET /204 HTTP/1.1\r\n\r\n").head())
          .startsWith("HTTP/1.1 204 No Content\r\n")
          .contains("Content-Length: 0\r\n");
      assertThat(wire.send("GET /304 HTTP/1.1\r\n\r\n").head()).doesNotContain("Content-Length");
      assertThat(wire.send("GET /599 HTTP/1.1\r\n\r\n").answer()).endsWith("\r\n\r\nbody");
    }
  }

  @Test
  void asksForABodyThatWaitsToBeAskedFor() throws Exception {
    try (RunningServer server = new RunningServer();
        Wire wire = server.open()) {
      wire.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(wire.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(wire.send("ab").answer()).endsWith("POST / <ab>");

      assertThat(
              server.exchange(
                  "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n"))
          .startsWith("HTTP/1.1 413 ");
      assertThat(server.exchange("POST / HTTP/1.1\r\nExpect: tea\r\n\r\n"))
          .startsWith("HTTP/1.1 417 ");
    }
  }

  @Test
  void asksForABodyOnlyAfterTheAnswersBefore() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    RequestHandler handler =
        (request, reply) -> {
          if (request.target().equals("/1")) {
            await(go);
          }
          RunningServer.echo(request, reply);
        };
    try (RunningServer server = new RunningServer(handler);
        Wire wire = server.open()) {
      wire.send("GET /1 HTTP/1.1\r\n\r\n");
      wire.send("POST /2 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      server.next();
      go.countDown();

      assertThat(wire.answer()).endsWith("GET /1 <>");
      assertThat(wire.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(wire.send("ab").answer()).endsWith("POST /2 <ab>");
    }
  }

  @Test
  void dropsTheConnection() throws Exception {
    try (RunningServer server = new RunningServer((request, reply) -> reply.drop())) {
      assertThat(server.exchange("GET / HTTP/1.1\r\n\r\n")).isEmpty();
    }
  }

  @Test
  void endsTheConnectionWithinABodyThatIsTooShort() throws Exception {
    try (RunningServer server =
        new RunningServer(
            (request, reply) -> reply.stream(200, TEXT, 10, out -> out.write(bytes("half"))))) {
      assertThat(server.exchange("GET / HTTP/1.1\r\n\r\n"))
          .contains("Content-Length: 10\r\n")
          .endsWith("\r\n\r\nhalf");
    }
  }

  @Test
  void refusesToWriteMoreThanAnnounced() throws Exception {
    BlockingQueue<String> failures = new ArrayBlockingQueue<>(1);
    RequestHandler handler =
        (request, reply) -> {
          try {
            reply.stream(200, TEXT, 2, out -> out.write(bytes("abc")));
          } catch (IOException e) {
            failures.add(e.getMessage());
          }
        };
    try (RunningServer server = new RunningServer(handler)) {
      assertThat(server.exchange("GET / HTTP/1.1\r\n\r\n")).endsWith("\r\n\r\n");
      assertThat(failures.poll(10, TimeUnit.SECONDS))
          .isEqualTo("The body is longer than announced");
    }
  }

  @Test
  void streamsABodyOfUnknownLength() throws Exception {
    RequestHandler handler =
        (request, reply) ->
            reply.stream(
                200,
                TEXT,
                Reply.UNKNOWN_LENGTH,
                out -> {
                  out.write(bytes("live"));
                  out.write('!');
                });
    try (RunningServer server = new RunningServer(handler);
        Wire wire = server.open()) {
      assertThat(wire.send("GET / HTTP/1.1\r\n" + CLOSE + "\r\n").rest())
          .contains("Transfer-Encoding: chunked\r\n")
          .endsWith("\r\n\r\n4\r\nlive\r\n1\r\n!\r\n0\r\n\r\n");
    }
  }

  @Test
  void stopsAnEndlessBodyIfTheClientLeaves() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    RequestHandler handler =
        (request, reply) -> {
          try {
            reply.stream(
                200,
                TEXT,
                Long.MAX_VALUE,
                out -> {
                  while (true) {
                    out.write(new byte[8192]);
                  }
                });
          } finally {
            stopped.countDown();
          }
        };
    try (RunningServer server = new RunningServer(handler)) {
      try (Wire wire = server.open()) {
        InputStream in = wire.send("GET / HTTP/1.1\r\n\r\n").socket.getInputStream();
        assertThat(in.readNBytes(3_000_000)).hasSize(3_000_000);
      }

      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void answers500IfTheHandlerThrowsAndClosesIfItForgetsToAnswer() throws Exception {
    RequestHandler handler =
        (request, reply) -> {
          if (request.target().equals("/throw")) {
            throw new StackOverflowError("deep");
          }
        };
    try (RunningServer server = new RunningServer(handler)) {
      assertThat(server.exchange("GET /throw HTTP/1.1\r\n" + CLOSE + "\r\n"))
          .startsWith("HTTP/1.1 500 ")
          .endsWith(
              "{\"code\":\"SIMULATOR_FAILURE\",\"message\":\"The simulator failed: see its log\"}");
      assertThat(server.exchange("GET /forget HTTP/1.1\r\n\r\n")).isEmpty();
    }
  }

  @Test
  void answersOnce() throws Exception {
    BlockingQueue<Boolean> used = new ArrayBlockingQueue<>(2);
    RequestHandler handler =
        (request, reply) -> {
          used.add(reply.isUsed());
          reply.send(200, TEXT, bytes("first"));
          used.add(reply.isUsed());
          reply.send(200, TEXT, bytes("second"));
        };
    try (RunningServer server = new RunningServer(handler)) {
      assertThat(server.exchange("GET / HTTP/1.1\r\n" + CLOSE + "\r\n")).endsWith("first");
      // The handler may still be at work when its answer is here.
      assertThat(used.take()).isFalse();
      assertThat(used.take()).isTrue();
    }
  }

  @Test
  void saysWhyItCannotListen() throws Exception {
    try (RunningServer server = new RunningServer()) {
      assertThatThrownBy(() -> start("127.0.0.1", server.server.port()))
          .hasRootCauseInstanceOf(BindException.class);
    }
    assertThatThrownBy(() -> start("no-such-host.invalid", 0))
        .isInstanceOf(UnknownHostException.class);
  }

  private static void start(String host, int port) throws IOException {
    SimulatorServer.start(
            new SimulatorServer.Settings(host, port, null, Clock.systemUTC(), ServerLimits.DEFAULT),
            RunningServer::echo)
        .close();
  }
}
