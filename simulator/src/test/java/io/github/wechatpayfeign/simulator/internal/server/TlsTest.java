package io.github.wechatpayfeign.simulator.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.crypto.TlsIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of TLS has to trust one certificate, and then checks the server's name as usual. */
class TlsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String REQUEST = "GET /x HTTP/1.1\r\nConnection: close\r\n\r\n";

  private final Instant now = Instant.now();
  private final TlsIdentity identity = identity(now);

  private static TlsIdentity identity(Instant... instants) {
    return new TlsIdentity(
        List.of("wechat-pay", "10.1.2.3"), List.of(instants), new RandomText(new SecureRandom()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "wechat-pay", "10.1.2.3"})
  void servesAClientThatTrustsTheAuthority(String name) throws Exception {
    try (RunningServer server = server();
        Wire wire = wire(server, name, identity.authorityPem())) {
      assertThat(wire.send(REQUEST).rest()).endsWith("GET /x <>");
    }
  }

  @Test
  void isNotTakenForAnotherName() throws Exception {
    try (RunningServer server = server()) {
      assertThatThrownBy(() -> wire(server, "another", identity.authorityPem()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void reportsAClientThatDoesNotTrustTheAuthority() throws Exception {
    String otherAuthority = identity(now).authorityPem();
    try (RunningServer server = server()) {
      assertThatThrownBy(() -> wire(server, "localhost", otherAuthority))
          .isInstanceOf(SSLHandshakeException.class);

      assertThat(server.next().problem()).asString().contains("TLS failed: ");
    }
  }

  @Test
  void answersAClientThatSpeaksPlainHttp() throws Exception {
    try (RunningServer server = server()) {
      assertThat(server.exchange(REQUEST))
          .startsWith("HTTP/1.1 400 ")
          .endsWith("plain HTTP came to a port with TLS: use https://");
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void keepsTheConnectionAndSendsLargeBodies() throws Exception {
    RequestHandler handler =
        (request, reply) ->
            reply.stream(200, RunningServer.TEXT, 1_000_000, out -> out.write(new byte[1_000_000]));
    try (RunningServer server =
            new RunningServer(ServerLimits.DEFAULT, identity.context(), handler);
        Wire wire = wire(server, "localhost", identity.authorityPem())) {
      for (int i = 0; i < 3; i++) {
        assertThat(wire.send("GET / HTTP/1.1\r\n\r\n").answer()).hasSizeGreaterThan(1_000_000);
      }
    }
  }

  @Test
  void cutsAHandshakeThatDoesNotGoOn() throws Exception {
    ServerLimits limits = RunningServer.limits(Duration.ofMillis(200), LONG, LONG);
    try (RunningServer server =
        new RunningServer(limits, identity.context(), RunningServer::echo)) {
      assertThat(server.exchange("\u0016\u0003\u0001")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HT", "GET / HTTP/1.1\r\n\r\n"})
  void cutsAClientThatStopsAfterTheHandshake(String sent) throws Exception {
    Duration time = Duration.ofMillis(500);
    ServerLimits limits = RunningServer.limits(time, time, LONG);
    try (RunningServer server = new RunningServer(limits, identity.context(), RunningServer::echo);
        Wire wire = wire(server, "localhost", identity.authorityPem())) {
      wire.send(sent);

      server.untilConnections(0);
    }
  }

  /** The strictest check that openssl has, which newer versions of Python ask for. */
  @Test
  void isRightInTheEyesOfOpenssl(@TempDir Path folder) throws Exception {
    Path authority = Files.writeString(folder.resolve("ca.pem"), identity.authorityPem());
    try (RunningServer server = server()) {
      Process client =
          new ProcessBuilder(
                  List.of(
                      "openssl",
                      "s_client",
                      "-connect",
                      "127.0.0.1:" + server.server.port(),
                      "-CAfile",
                      authority.toString(),
                      "-x509_strict",
                      "-verify_return_error",
                      "-verify_hostname",
                      "localhost",
                      "-purpose",
                      "sslserver"))
              .redirectErrorStream(true)
              .start();
      client.getOutputStream().close();

      String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(client.waitFor()).as(output).isZero();
      assertThat(output).contains("Verify return code: 0 (ok)");
    }
  }

  @Test
  void isValidAtEachOfTheGivenInstantsAndADayBefore() throws Exception {
    Instant past = Instant.parse("2024-02-29T12:00:00Z");

    X509Certificate authority = certificate(identity(now, past).authorityPem());

    assertThat(authority.getNotBefore()).isEqualTo(Instant.parse("2024-02-28T12:00:00Z"));
    assertThat(authority.getNotAfter().toInstant())
        .isBetween(now.plus(Duration.ofDays(364)), now.plus(Duration.ofDays(366)));
  }

  private RunningServer server() throws IOException {
    return new RunningServer(ServerLimits.DEFAULT, identity.context(), RunningServer::echo);
  }

  private static Wire wire(RunningServer server, String name, String authorityPem)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", certificate(authorityPem));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocketFactory factory = context.getSocketFactory();
    SSLSocket socket = (SSLSocket) factory.createSocket(server.open().socket, name, 0, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new Wire(socket);
  }

  private static X509Certificate certificate(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
