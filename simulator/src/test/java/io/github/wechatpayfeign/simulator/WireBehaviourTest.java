package io.github.wechatpayfeign.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.internal.traffic.GatewayHandler;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway behaves like one in the small things of HTTP. */
class WireBehaviourTest extends SimulatorTest {

  @Test
  void closesAnOrderWhoseNumberHasARawBar() {
    simulator.createOrder("A|B*c_D-");

    assertThat(call("A|B*c_D-").send().status()).isEqualTo(204);

    assertThat(simulator.state("A|B*c_D-")).contains(OrderState.CLOSED);
    assertThat(simulator.requests().get(0).outTradeNo()).contains("A|B*c_D-");
    assertThat(simulator.requests().get(0).target()).contains("A|B*c_D-");
  }

  @Test
  void namesItsHeadersAsTheGatewayDoes() throws IOException {
    simulator.createOrder("ORDER-0001");
    simulator.pay("ORDER-0001");

    String answer = new String(call("ORDER-0001").sendForBytes(), ISO_8859_1);

    assertThat(answer)
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .containsPattern("\r\nRequest-ID: [0-9A-F]{32}-1\r\n")
        .contains("\r\nContent-Language: zh-CN\r\n")
        .contains("\r\nContent-Type: application/json; charset=utf-8\r\n");
    assertThat(new String(call("ORDER-0002").sendForBytes(), ISO_8859_1))
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .contains("\r\nContent-Length: 0\r\n")
        .contains("\r\nWechatpay-Signature: ");
  }

  @Test
  void tellsHowLongAnIdleConnectionLives() throws IOException {
    try (Socket socket =
        call("ORDER-0001").afterSigning(text -> text.replace("Connection: close\r\n", "")).open()) {
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().read(answer);

      assertThat(new String(answer, 0, length, ISO_8859_1))
          .contains("\r\nConnection: keep-alive\r\nKeep-Alive: timeout=8\r\n");
    }
  }

  @Test
  void answersWhatItDoesNotUnderstandInItsFormAndLogsAndStoresIt() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(GatewayHandler.class.getName());
    Handler recorder =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord line) {
            lines.add(line.getMessage());
          }
        };
    logger.addHandler(recorder);

    RawAnswer answer = RawAnswer.parse(exchange("POST /v3/\u0001some FTP\r\nSecret: x\r\n\r\n"));
    logger.removeHandler(recorder);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-1");
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.message()).isEqualTo("WechatPaySimulator: the first line is not one of HTTP");
    assertThat(lines)
        .containsExactly(
            "The simulator did not understand a request and answered 400: the first line is not"
                + " one of HTTP (POST /v3/?some)");
    assertThat(simulator.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.target()).isEqualTo("/v3/\u0001some"));
  }

  /** A refusal of the gateway, and never a failure of the simulator. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v3/pay/transactions/out-trade-no/%zz?mchid=1900000001",
        "/v3/pay/transactions/out-trade-no/%?mchid=%",
        "/v3/pay/transactions/out-trade-no/{}[]\\^`\"<>?mchid=|",
        "/v3/pay/transactions/id/%4?mchid=1900000001",
        "/v3/refund/domestic/refunds/%e4%zz",
        "/v3/refund/domestic/refunds/\u00ff",
        "/v3/certificates?algorithm_type=%",
        "http://other.example/v3/certificates",
        "*",
        "?",
        "/%00"
      })
  void refusesOddTargetsInItsForm(String target) {
    RawAnswer answer = call("ORDER-0001").get(target).send();

    assertThat(answer.status()).isBetween(400, 404);
    assertThat(answer.code()).isNotBlank();
  }

  private byte[] exchange(String text) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(simulator.baseUrl()).getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return socket.getInputStream().readAllBytes();
    }
  }
}
