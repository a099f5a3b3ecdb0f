package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A close changes an unpaid order, and its answer is signed. */
class CloseTest extends SimulatorTest {

  @Test
  void closesUnpaidOrderAndSignsTheEmptyAnswer() {
    simulator.createOrder("ORDER-0001");

    RawAnswer answer = call("ORDER-0001").send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-0");
    assertThat(answer.header("Wechatpay-Timestamp")).isEqualTo("1800000000");
    assertThat(answer.header("Wechatpay-Nonce")).matches("[0-9A-F]{32}");
    assertThat(answer.header("Wechatpay-Serial")).isEqualTo(simulator.publicKeyId());
    assertThat(answer.header("Wechatpay-Signature-Type")).isEqualTo("WECHATPAY2-SHA256-RSA2048");
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.CLOSED);
  }

  @Test
  void opensslVerifiesTheSignatureOfAnAnswer(@TempDir Path folder) {
    RawAnswer answer = call("ORDER-0001").send();
    String message =
        answer.header("Wechatpay-Timestamp") + "\n" + answer.header("Wechatpay-Nonce") + "\n\n";
    byte[] bytes = Base64.getDecoder().decode(answer.header("Wechatpay-Signature"));
    Openssl openssl = new Openssl(folder);
    String key = openssl.file("key.pem", simulator.publicKeyPem());
    String signature = openssl.file("signature", bytes);
    String text = openssl.file("message", message);

    assertThat(openssl.run("dgst", "-sha256", "-verify", key, "-signature", signature, text))
        .isEqualTo("Verified OK\n");
  }

  @Test
  void answersRepeatedCloseAgain() {
    simulator.createOrder("ORDER-0001");

    assertThat(call("ORDER-0001").send().status()).isEqualTo(204);
    assertThat(call("ORDER-0001").send().status()).isEqualTo(204);
    assertThat(simulator.orders()).isEqualTo(Map.of("ORDER-0001", OrderState.CLOSED));
  }

  @Test
  void answersUnknownOrderLikeAClosedOneAndCreatesNothing() {
    assertThat(call("ORDER-0404").send().status()).isEqualTo(204);
    assertThat(simulator.orders()).isEmpty();
  }

  @Test
  void refusesToClosePaidOrder() {
    simulator.createOrder("ORDER-0001");
    simulator.pay("ORDER-0001");

    RawAnswer answer = call("ORDER-0001").send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("ORDER_PAID");
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-1");
    assertThat(answer.headers()).doesNotContainKey("Wechatpay-Signature");
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.PAID);
  }

  @Test
  void decodesTheOrderNumberOnceAndVerifiesTheTargetUndecoded() {
    simulator.createOrder("A|B*c_D-");

    assertThat(call("A%7CB*c%5FD-").send().status()).isEqualTo(204);
    assertThat(simulator.state("A|B*c_D-")).contains(OrderState.CLOSED);
  }

  @Test
  void verifiesTheQueryAsPartOfTheTarget() {
    RawCall call = call("ORDER-0001");
    call.target += "?a=%20b&c";

    assertThat(call.send().status()).isEqualTo(204);
  }

  @Test
  void acceptsTheItemsOfTheAuthorizationInAnyOrder() {
    RawCall call = call("ORDER-0001");
    call.authorization(
        header -> {
          int space = header.indexOf(' ');
          String[] items = header.substring(space + 1).split(",", -1);
          return header.substring(0, space + 1)
              + String.join(",", items[4], items[2], items[0], items[3], items[1]);
        });

    assertThat(call.send().status()).isEqualTo(204);
  }

  @Test
  void acceptsMediaTypesWithParametersAndCallsWithoutWechatpaySerial() {
    RawAnswer answer =
        call("ORDER-0001")
            .header("Accept", "application/json;q=1")
            .header("Content-Type", "Application/JSON; charset=utf-8")
            .header("Wechatpay-Serial")
            .send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Wechatpay-Serial")).isEqualTo(simulator.publicKeyId());
  }

  @Test
  void signsRefusalsOnRequest() {
    try (WechatPaySimulator signing =
        WechatPaySimulator.builder().clock(clock).signErrors(true).start()) {
      RawCall call = new RawCall(signing, clock.seconds(), "ORDER-0001");
      call.mchid = "1900000002";

      RawAnswer answer = call.send();

      assertThat(answer.code()).isEqualTo("SIGN_ERROR");
      assertThat(answer.isSignedBy(signing.publicKeyPem())).isTrue();
    }
  }

  @Test
  void keepsRequestsAsReceived() {
    call("A%7CB*c_D-").header("X-Twice", "1", "2").send();

    assertThat(simulator.requestCount()).isEqualTo(1);
    ReceivedRequest request = simulator.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/v3/pay/transactions/out-trade-no/A%7CB*c_D-/close");
    assertThat(request.outTradeNo()).contains("A|B*c_D-");
    assertThat(request.header("x-TWICE")).containsExactly("1", "2");
    assertThat(request.body()).asString().isEqualTo("{\"mchid\":\"1900000001\"}");
  }
}
