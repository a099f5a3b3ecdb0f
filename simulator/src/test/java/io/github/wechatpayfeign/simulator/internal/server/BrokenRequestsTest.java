package io.github.wechatpayfeign.simulator.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that is not understood reaches the handler too, and gets the handler's answer. */
class BrokenRequestsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(1);

  static Stream<Arguments> broken() {
    String line = "GET /some HTTP/1.1\r\n";
    return Stream.of(
        Arguments.of("GARBAGE\r\n\r\n", 400, "the first line is not one of HTTP"),
        Arguments.of("GET /some\r\n\r\n", 400, "the first line is not one of HTTP"),
        Arguments.of("GET /some FTP\r\n\r\n", 400, "the first line is not one of HTTP"),
        Arguments.of("PRI * HTTP/2.0\r\n\r\n", 505, "the version is not HTTP/1.1 or HTTP/1.0"),
        Arguments.of(
            "GET /" + "a".repeat(300) + " HTTP/1.1\r\n\r\n",
            414,
            "the first line is longer than 200 bytes"),
        Arguments.of(
            line + "A: " + "a".repeat(500) + "\r\n\r\n",
            431,
            "the headers are longer than 400 bytes"),
        Arguments.of(line + "Secret\u0001: abc\r\n\r\n", 400, "the headers are not those of HTTP"),
        Arguments.of(
            line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nabc",
            400,
            "the headers are not those of HTTP"),
        Arguments.of(
            line + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
            400,
            "the body is not as the headers announce it"),
        Arguments.of(
            "\u0016\u0003\u0001\u0002\u0000\u0001",
            400,
            "a TLS handshake came to a port without TLS: use http://"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("broken")
  void reachesTheHandlerWithWhatIsWrong(String text, int status, String description)
      throws Exception {
    try (RunningServer server = server(LONG, LONG)) {
      String answer = server.exchange(text);

      assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close");
      assertThat(answer).endsWith("\r\n\r\n" + description);
      assertThat(server.next().problem()).isEqualTo(new RequestProblem(status, description));
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void tellsWhatWasUnderstood() throws Exception {
    try (RunningServer server = server(LONG, LONG)) {
      server.exchange("GET /first HTTP/1.1\r\n\r\nPUT /some|thing FTP\r\n\r\n");

      assertThat(server.next().problem()).isNull();
      RawRequest request = server.next();
      assertThat(request.method()).isEqualTo("PUT");
      assertThat(request.target()).isEqualTo("/some|thing");
    }
    try (RunningServer server = server(LONG, LONG)) {
      server.exchange("GET /first HTTP/1.1\r\n\r\nPUT /" + "a".repeat(300));

      assertThat(server.next().target()).isEqualTo("/first");
      assertThat(server.next().target()).isEmpty();
    }
  }

  @Test
  void answersTheRequestsBeforeIt() throws Exception {
    try (RunningServer server = server(LONG, LONG)) {
      assertThat(server.exchange("GET /a HTTP/1.1\r\n\r\nGARBAGE\r\n\r\nGET /b HTTP/1.1\r\n\r\n"))
          .containsSubsequence("GET /a <>", "HTTP/1.1 400 ", "the first line")
          .doesNotContain("/b");
    }
  }

  @Test
  void readsOneByteMoreOfABodyThatIsTooLongAndThrowsTheRestAway() throws Exception {
    String body = "b".repeat(3_000_000);
    try (RunningServer server = server(LONG, LONG);
        Wire wire = server.open()) {
      wire.send("POST / HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

      assertThat(wire.answer()).startsWith("HTTP/1.1 200 ").contains("Connection: close");
      assertThat(wire.rest()).isEmpty();
      assertThat(server.next().body()).hasSize(1001);
    }
  }

  @Test
  void cutsAConnectionWithoutARequest() throws Exception {
    try (RunningServer server = server(SHORT, LONG)) {
      assertThat(server.exchange("")).isEmpty();
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void cutsAKeptConnectionThatIsIdle() throws Exception {
    try (RunningServer server = server(SHORT, LONG)) {
      assertThat(server.exchange("GET / HTTP/1.1\r\n\r\n")).endsWith("GET / <>");
    }
  }

  @Test
  void answers408ToHalfARequest() throws Exception {
    try (RunningServer server = server(LONG, SHORT)) {
      for (String half :
          new String[] {
            "GE", "GET /x HTTP/1.1\r\nA", "POST /x HTTP/1.1\r\nContent-Length: 2\r\n\r\na"
          }) {
        assertThat(server.exchange(half)).startsWith("HTTP/1.1 408 ");
        assertThat(server.next().problem())
            .isEqualTo(new RequestProblem(408, "the request was not complete after 0 s"));
      }
    }
  }

  @Test
  void tellsThatAClientEndedWithinARequest() throws Exception {
    try (RunningServer server = server(LONG, LONG)) {
      try (Wire wire = server.open()) {
        wire.send("POST /x HTTP/1.1\r\nContent-Length: 2\r\n\r\na").socket.shutdownOutput();
        assertThat(wire.rest()).startsWith("HTTP/1.1 400 ");
      }
      assertThat(server.next().problem())
          .isEqualTo(new RequestProblem(400, "the client ended the connection within the request"));
    }
  }

  @Test
  void describesAProblemInOneLineOfAscii() {
    assertThat(new RequestProblem(400, "a\r\nb\u8ba2").description()).isEqualTo("a??b?");
  }

  private static RunningServer server(Duration idle, Duration request) throws Exception {
    return new RunningServer(RunningServer.limits(idle, request, LONG), RunningServer::echo);
  }
}
