package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.ports.Ports;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages of others cannot steer the simulator through the browser of a tester. */
class ForeignPagesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:3000",
        "Origin: https://127.0.0.1:PORT",
        "Origin: http://127.0.0.1:PORT.evil.example",
        "Sec-Fetch-Site: cross-site"
      })
  void refusesCommandsOfForeignPages(String header) {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-0001");

      RawAnswer paid = send(simulator, "POST", "/__admin/orders/ORDER-0001/pay", own(), header);
      RawAnswer read = send(simulator, "GET", "/__admin/merchants/1900000001", own(), header);

      for (RawAnswer answer : List.of(paid, read)) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("FOREIGN_PAGE");
        assertThat(answer.message())
            .endsWith("use the page of the simulator, or a client that is no browser");
      }
      assertThat(simulator.state("ORDER-0001")).contains(OrderState.UNPAID);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Host: 127.0.0.1:PORT | Origin: http://127.0.0.1:PORT",
        "Host: localhost:PORT | Origin: http://localhost:PORT",
        "Host: LocalHost:PORT | Origin: http://localhost:PORT",
        "Host: [::1]:PORT     | Origin: http://[::1]:PORT",
        "Host: 127.0.0.1:PORT | Sec-Fetch-Site: same-origin",
        "Host: 127.0.0.1:PORT | Sec-Fetch-Site: none",
        "Host: 127.0.0.1      | User-Agent: curl/8",
        "Host: shop.localhost | User-Agent: curl/8",
        "X-No-Host: HTTP/1.0  | User-Agent: curl/8"
      })
  void obeysItsOwnPageAndClientsThatAreNoBrowser(String host, String header) {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-0001");

      RawAnswer paid = send(simulator, "POST", "/__admin/orders/ORDER-0001/pay", host, header);

      assertThat(paid.status()).as(paid.text()).isEqualTo(200);
      assertThat(send(simulator, "GET", "/", host, header).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.0.2.1",
        "sandbox",
        "evil@127.0.0.1",
        "[::1",
        "[::2]",
        "127.0.0.1:PORT:80"
      })
  void refusesCommandsAndThePageByANameThatIsNotItsOwn(String name) {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      for (String path :
          List.of("/__admin/orders", "/__admin/openapi.json", "/", "/__page/page.js")) {
        RawAnswer answer = send(simulator, "GET", path, "Host: " + name, "Accept: */*");

        assertThat(answer.status()).as(path).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("FOREIGN_HOST");
        assertThat(answer.message()).contains(" by the name " + port(simulator, name) + ": use ");
      }
    }
  }

  @Test
  void answersTheGatewaysPathsByAnyName() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      RawAnswer answer =
          send(
              simulator,
              "GET",
              "/v3/certificates",
              "Host: api.mch.weixin.qq.com",
              "Origin: https://shop.example");

      assertThat(answer.status()).isNotEqualTo(403);
      assertThat(simulator.requestCount()).isOne();
    }
  }

  @Test
  void answersByTheHostItWasStartedWith() {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().host("127.0.0.2").start()) {
      assertThat(URI.create(simulator.baseUrl()).getHost()).isEqualTo("127.0.0.2");
    }
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().host("localhost").start()) {
      assertThat(send(simulator, "GET", "/", "Host: localhost", "Accept: */*").status())
          .isEqualTo(200);
    }
  }

  @Test
  void answersByTheHostOfItsBaseUrlAndObeysThePageThere() throws IOException {
    int free = Ports.free();
    String baseUrl = "https://sandbox.shop.example:" + free;
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder().port(free).baseUrl(baseUrl).start()) {
      String host = "Host: sandbox.shop.example:PORT";
      String own = "Origin: " + baseUrl;
      String foreign = "Origin: https://evil.example";

      assertThat(send(simulator, "GET", "/", host, own).status()).isEqualTo(200);
      assertThat(send(simulator, "GET", "/__admin/clock", host, own).status()).isEqualTo(200);
      assertThat(send(simulator, "GET", "/__admin/clock", host, foreign).status()).isEqualTo(403);
    }
  }

  /** In a container the simulator does not know its names, but no page on the internet has them. */
  @ParameterizedTest
  @CsvSource({
    "sandbox:8080, 200",
    "192.0.2.1:8080, 200",
    "[2001:db8::1]:8080, 200",
    "host.docker.internal:8080, 200",
    "evil.example:8080, 403",
    "1.2.3.4.evil.example, 403"
  })
  void answersByPrivateNamesIfItListensOnEveryAddress(String name, int status) {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().host("0.0.0.0").start()) {
      assertThat(send(simulator, "GET", "/__admin/clock", "Host: " + name, "Accept: */*").status())
          .isEqualTo(status);
    }
  }

  private static String own() {
    return "Host: 127.0.0.1:PORT";
  }

  private static String port(WechatPaySimulator simulator, String text) {
    return text.replace("PORT", Integer.toString(URI.create(simulator.baseUrl()).getPort()));
  }

  /** Sends a request with the given headers, in which PORT stands for the port. */
  private static RawAnswer send(
      WechatPaySimulator simulator, String method, String path, String... headers) {
    List<String> lines = new ArrayList<>();
    boolean withHost = headers[0].startsWith("Host:");
    lines.add(method + " " + path + (withHost ? " HTTP/1.1" : " HTTP/1.0"));
    lines.addAll(Arrays.asList(headers));
    lines.addAll(List.of("Connection: close", "Content-Length: 0", "", ""));
    String request = port(simulator, String.join("\r\n", lines));
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(simulator.baseUrl()).getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return RawAnswer.parse(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
