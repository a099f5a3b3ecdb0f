package io.github.wechatpayfeign.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SelfSigned;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.cli.settings.MerchantOptions;
import io.github.wechatpayfeign.ports.Ports;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong on the way to the gateway, step by step. */
class DoctorNetworkTest {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  private final WechatPaySimulator simulator = SharedSimulator.emptied();

  @TempDir Path folder = Path.of("");

  private Map<String, String> environment = Map.of();

  @BeforeEach
  void prepareSettings() {
    environment = MerchantArguments.environment(simulator, folder);
  }

  @AfterEach
  void trustAsBefore() {
    System.clearProperty(TRUST_STORE);
  }

  @Test
  void namesAHostThatDoesNotResolve() {
    DoctorRun run = DoctorRun.of(environment, "--base-url", "https://no-such-host.invalid");

    run.assertOnlyFailure("dns", "no-such-host.invalid");
    assertThat(run.checks("skipped"))
        .containsSubsequence("tcp", "tls", "clock", "signed-query", "verification");
  }

  @Test
  void namesAPortThatRefuses() throws IOException {
    DoctorRun run =
        DoctorRun.of(environment, "--base-url", "https://127.0.0.1:" + Ports.refusing());

    run.assertOnlyFailure("tcp", "Connection refused");
    assertThat(run.checks("ok")).contains("dns");
    assertThat(run.checks("skipped"))
        .containsSubsequence("tls", "clock", "signed-query", "verification");
  }

  @Test
  void namesAServerThatDoesNotSpeakTls() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerWithoutTls(plain));
      server.start();

      DoctorRun run =
          DoctorRun.of(environment, "--base-url", "https://127.0.0.1:" + plain.getLocalPort());

      run.assertOnlyFailure("tls", "Unsupported or unrecognized SSL message");
      assertThat(run.checks("skipped"))
          .containsSubsequence("clock", "signed-query", "verification");
    }
  }

  private static void answerWithoutTls(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getInputStream().read();
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    } catch (IOException gone) {
      return;
    }
  }

  @Test
  void namesACertificateThatNobodyTrusts() throws Exception {
    HttpsServer server = tlsServer(DoctorNetworkTest::answerNoSuchOrder);
    try {
      DoctorRun distrusting = DoctorRun.of(environment, "--base-url", url(server));
      System.setProperty(TRUST_STORE, folder.resolve("trust.jks").toString());
      DoctorRun trusting = DoctorRun.of(environment, "--base-url", url(server));

      distrusting.assertOnlyFailure(
          "tls", "is not signed by an authority that this machine trusts");
      assertThat(distrusting.finding("tls").path("fix").asText())
          .startsWith("look for a proxy that intercepts TLS");
      assertThat(trusting.finding("tls").path("message").asText()).isEqualTo("TLSv1.3");
      assertThat(trusting.finding("tls").path("millis").isNumber()).isTrue();
      assertThat(trusting.checks("ok")).contains("clock", "signed-query");
      assertThat(trusting.exitCode()).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void namesAServerThatAcceptsAndSaysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DoctorRun run =
          DoctorRun.of(environment, "--base-url", "https://127.0.0.1:" + silent.getLocalPort());

      run.assertOnlyFailure("tls", "");
      assertThat(run.finding("tls").path("millis").asLong()).isBetween(4_000L, 8_000L);
    }
  }

  @Test
  void namesABaseUrlThatNoClientWouldCall() {
    DoctorRun run = DoctorRun.of(environment, "--base-url", "http://api.mch.weixin.qq.com");

    run.assertOnlyFailure("base-url", "is neither https nor plain http to a loopback address");
    assertThat(run.checks("skipped"))
        .endsWith("dns", "tcp", "tls", "clock", "signed-query", "verification");
  }

  @Test
  void looksAtBothDomainsWhereNoneIsGiven() {
    GatewayAddress main = new GatewayAddress("https://api.mch.weixin.qq.com");

    assertThat(new MerchantOptions().domains())
        .containsExactly(main.url(), "https://api2.mch.weixin.qq.com");
    assertThat(main.host() + ":" + main.port()).isEqualTo("api.mch.weixin.qq.com:443");
  }

  private static String url(HttpsServer server) {
    return "https://localhost:" + server.getAddress().getPort();
  }

  private static void answerNoSuchOrder(HttpExchange exchange) throws IOException {
    byte[] body = "{\"code\":\"ORDER_NOT_EXIST\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private HttpsServer tlsServer(HttpHandler handler) throws Exception {
    SSLContext context = SelfSigned.of(folder, "localhost").context();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", handler);
    server.start();
    return server;
  }
}
