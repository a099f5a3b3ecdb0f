package io.github.wechatpayfeign.springtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.ServerErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Proxies and TLS between the application and WeChat Pay. */
class ConnectionTest {

  @TempDir Path folder;

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final ApplicationContextRunner application =
      Applications.of(simulator).withPropertyValues("wechatpay.retry.max-attempts=1");

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Nobody listens at port 1: what arrives at the proxy is what would go there. */
  @Test
  void sendsThroughAProxy() throws IOException {
    try (RefusingProxy proxy = new RefusingProxy()) {
      application
          .withPropertyValues(
              "wechatpay.base-url=http://127.0.0.1:1",
              "wechatpay.proxy.host=127.0.0.1",
              "wechatpay.proxy.port=" + proxy.port())
          .run(ConnectionTest::failsToClose);

      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("POST http://127.0.0.1:1/v3/pay/transactions/out-trade-no/ORDER-1/close ");
    }
  }

  @Test
  void sendsNameAndPasswordToAProxyOnceBeforeTheTunnel() throws IOException {
    String credentials = Base64.getEncoder().encodeToString("app:open sesame".getBytes(UTF_8));
    try (RefusingProxy proxy = new RefusingProxy()) {
      application
          .withPropertyValues(
              "wechatpay.base-url=https://127.0.0.1:1",
              "wechatpay.proxy.host=127.0.0.1",
              "wechatpay.proxy.port=" + proxy.port(),
              "wechatpay.proxy.username=app",
              "wechatpay.proxy.password=open sesame")
          .run(ConnectionTest::failsToClose);

      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("CONNECT 127.0.0.1:1 ")
          .contains("Proxy-Authorization: Basic " + credentials);
    }
  }

  private static void failsToClose(AssertableApplicationContext context) {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> context.getBean(WechatPay.class).closeOrder("ORDER-1"))
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("open sesame"));
  }

  @Test
  void trustsTheServerThatAnSslBundleTrusts() throws Exception {
    HttpsServer server = serverOfItsOwnCertificate();
    ApplicationContextRunner secure =
        application.withPropertyValues(
            "wechatpay.base-url=https://127.0.0.1:" + server.getAddress().getPort());
    try {
      secure.run(
          context ->
              assertThatExceptionOfType(TransportException.class)
                  .isThrownBy(() -> context.getBean(WechatPay.class).closeOrder("ORDER-1"))
                  .withCauseInstanceOf(SSLHandshakeException.class));

      secure
          .withPropertyValues(
              "wechatpay.tls.ssl-bundle=egress",
              "spring.ssl.bundle.pem.egress.truststore.certificate=" + folder.resolve("server.crt"))
          .run(
              context ->
                  assertThatExceptionOfType(ServerErrorException.class)
                      .isThrownBy(() -> context.getBean(WechatPay.class).closeOrder("ORDER-1"))
                      .returns(503, ServerErrorException::status));
    } finally {
      server.stop(0);
    }
  }

  /** It answers 503 to all. */
  private HttpsServer serverOfItsOwnCertificate() throws Exception {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "server.key.txt",
        "-out",
        "server.crt",
        "-subj",
        "/CN=egress",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-days",
        "2");
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        "server.key.txt",
        "-in",
        "server.crt",
        "-out",
        "server.store",
        "-passout",
        "pass:changeit");
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("server.store"))) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
