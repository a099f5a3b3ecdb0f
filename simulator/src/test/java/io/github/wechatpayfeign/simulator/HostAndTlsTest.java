package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.ports.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulator listens where it is told to, and with a certificate if it is told to. */
class HostAndTlsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"localhost, localhost", "127.0.0.2, 127.0.0.2", "127.0.0.1, 127.0.0.1"})
  void listensOnTheGivenHost(String host, String shown) throws IOException {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().host(host).start()) {
      URI url = URI.create(simulator.baseUrl());
      assertThat(url.getHost()).isEqualTo(shown);
      try (Socket socket = new Socket(InetAddress.getByName(host), url.getPort())) {
        assertThat(socket.isConnected()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, http://127.0.0.1:7", "::, http://127.0.0.1:7", "::1, http://[::1]:7"})
  void namesAnAddressThatClientsCanUse(String host, String url) {
    assertThat(new Listening(host, 0, null, null).url(7)).isEqualTo(url);
    assertThat(new Listening(host, 0, List.of(), null).url(7))
        .isEqualTo(url.replace("http", "https"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://sandbox:8080, http://sandbox:8080",
    "http://sandbox:8080/, http://sandbox:8080",
    "https://pay.example, https://pay.example",
    "http://[fd00::5]:80, http://[fd00::5]:80",
    "http://my_sandbox:8080, http://my_sandbox:8080"
  })
  void namesTheUrlByWhichClientsReachIt(String given, String shown) {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().baseUrl(given).start()) {
      assertThat(simulator.baseUrl()).isEqualTo(shown);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sandbox:8080",
        "ftp://sandbox",
        "http://",
        "http://sandbox/pay",
        "http://user@sandbox",
        "http://sandbox:8080?a=b",
        "http://sandbox:port"
      })
  void refusesABaseUrlThatClientsCannotUse(String url) {
    assertThatThrownBy(() -> WechatPaySimulator.builder().baseUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The base URL must be http:// or https:// with a host and no path, such as"
                + " http://sandbox:8080, but is \"%s\"",
            url);
  }

  /** A proxy in front may have TLS where the simulator has none. */
  @Test
  void showsItsSettingsAndKeysWithABaseUrlOfAProxy() throws IOException {
    int port = Ports.free();
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder().port(port).baseUrl("https://pay.example").start()) {
      AdminCall admin = new AdminCall("http://127.0.0.1:" + port);

      assertThat(admin.get("/settings").json().path("base_url").asText())
          .isEqualTo(simulator.baseUrl());
      assertThat(admin.get("/keys").status()).isEqualTo(200);
    }
  }

  @Test
  void knowsTheHostsByWhichClientsReachIt() {
    assertThat(new Listening("0.0.0.0", 0, null, null).hosts()).isEmpty();
    assertThat(new Listening("::", 0, null, "http://sandbox:8080").hosts())
        .containsExactly("sandbox");
    assertThat(new Listening("10.0.0.5", 0, null, "https://[fd00::5]:8443").hosts())
        .containsExactly("10.0.0.5", "fd00::5");
    assertThat(new Listening("sandbox", 0, null, "http://sandbox").hosts())
        .containsExactly("sandbox");
  }

  @Test
  void refusesHostsThatAreNotOfThisMachine() {
    WechatPaySimulatorBuilder builder = WechatPaySimulator.builder();

    assertThatThrownBy(() -> builder.host(" "))
        .hasMessage("The host must be a name or an address of this machine, but is blank");
    assertThatThrownBy(() -> builder.host("no-such-host.invalid").start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "The simulator cannot listen on the host no-such-host.invalid: use a name or an address"
                + " of this machine");
    assertThatThrownBy(() -> builder.host("192.0.2.1").start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("The simulator cannot listen on 192.0.2.1:0");
  }

  /** curl has TLS of its own, and a mind of its own about certificates. */
  @ParameterizedTest
  @CsvSource({"127.0.0.1", "localhost", "wechat-pay.test"})
  void servesCurlThatTrustsTheCertificate(String name) throws Exception {
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder().tls("wechat-pay.test").start()) {
      assertThat(simulator.baseUrl()).startsWith("https://127.0.0.1:");
      Path authority = Files.writeString(folder.resolve("ca.pem"), simulator.tlsCertificatePem());

      assertThat(curl(simulator, name, authority)).contains("SIGN_ERROR").contains(" 401 ");
    }
  }

  @Test
  void isTrustedWhateverTheClockOfTheSimulatorSays() throws Exception {
    Clock future = Clock.offset(Clock.systemUTC(), Duration.ofDays(1000));
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().clock(future).tls().start()) {
      Path authority = Files.writeString(folder.resolve("ca.pem"), simulator.tlsCertificatePem());

      assertThat(curl(simulator, "localhost", authority)).contains(" 401 ");
    }
  }

  @Test
  void hasNoCertificateWithoutTls() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      assertThatThrownBy(simulator::tlsCertificatePem)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The simulator has no certificate for TLS: start it with tls()");
    }
  }

  private static String curl(WechatPaySimulator simulator, String name, Path authority)
      throws Exception {
    int port = URI.create(simulator.baseUrl()).getPort();
    Process curl =
        new ProcessBuilder(
                "curl",
                "-sS",
                "-i",
                "--noproxy",
                "*",
                "--cacert",
                authority.toString(),
                "--resolve",
                name + ":" + port + ":127.0.0.1",
                "-H",
                "Accept: */*",
                "https://" + name + ":" + port + "/v3/certificates")
            .redirectErrorStream(true)
            .start();
    String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).as(output).isZero();
    return output;
  }
}
