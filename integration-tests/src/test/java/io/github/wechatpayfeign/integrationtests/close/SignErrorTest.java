package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A SIGN_ERROR says in one sentence how the signed and the verified message differ. */
class SignErrorTest {

  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();

  @BeforeAll
  static void placeAnOrder() {
    SIMULATOR.createOrder("ORDER-1");
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void namesTheKeyIfTheGatewayVerifiedTheSignedMessage() {
    Merchant stranger = merchant(SIMULATOR.merchantSerial());

    assertThat(refusal(WechatPay.builder(stranger).baseUrl(SIMULATOR.baseUrl())))
        .isEqualTo(
            "the private key does not belong to the merchant API certificate with the serial "
                + SIMULATOR.merchantSerial()
                + ": the gateway verified exactly what was signed");
  }

  @Test
  void namesTheSerialThatTheGatewayDoesNotKnow() {
    assertThat(refusal(WechatPay.builder(merchant("0A1B")).baseUrl(SIMULATOR.baseUrl())))
        .isEqualTo(
            "the gateway does not know the serial 0A1B for this merchant: check the serial of the"
                + " merchant API certificate");
  }

  @Test
  void namesTheClock() {
    assertThat(
            refusal(
                WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR))
                    .baseUrl(SIMULATOR.baseUrl())
                    .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10)))))
        .matches(
            "the clocks differ: the signature was made (599|600|601) s before the gateway's .+ GMT:"
                + " set this machine's clock");
  }

  @Test
  void namesTheUrlThatAProxyChanged() {
    assertThat(behindProxy(request -> request.replaceFirst(" /prefix/v3", " /v3"), "/prefix"))
        .isEqualTo(
            "the URL was changed on the way:"
                + " /prefix/v3/pay/transactions/out-trade-no/ORDER-1/close was signed, but the"
                + " gateway verified /v3/pay/transactions/out-trade-no/ORDER-1/close");
  }

  @Test
  void namesTheBodyThatAProxyChanged() {
    assertThat(
            behindProxy(
                request -> request.replaceFirst("Content-Length: 22", "Content-Length: 23") + " ",
                ""))
        .matches(
            "the body was changed on the way: a message of \\d+ bytes was signed, but the gateway"
                + " verified one of \\d+ bytes");
  }

  @Test
  void hasTheExplanationInItsMessageAndNoSecret() {
    SignErrorException thrown =
        thrown(WechatPay.builder(merchant("0A1B")).baseUrl(SIMULATOR.baseUrl()));

    assertThat(thrown).hasMessageContaining("; the gateway does not know the serial 0A1B");
    assertThat(thrown.toString() + thrown.responseHeaders())
        .doesNotContain("nonce_str", "signature=");
  }

  private static String behindProxy(UnaryOperator<String> change, String path) {
    try (RawServer proxy = RawServer.start((request, out) -> pass(request, out, change))) {
      return refusal(
          WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR))
              .baseUrl(proxy.baseUrl() + path));
    }
  }

  private static void pass(WireRequest request, OutputStream out, UnaryOperator<String> change)
      throws IOException {
    URI gateway = URI.create(SIMULATOR.baseUrl());
    String changed = change.apply(new String(request.bytesOfLastRequest(), StandardCharsets.UTF_8));
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.getOutputStream().write(changed.getBytes(StandardCharsets.UTF_8));
      socket.getInputStream().transferTo(out);
    }
  }

  private static Merchant merchant(String serial) {
    return Merchant.builder()
        .mchid(SIMULATOR.mchid())
        .merchantSerial(serial)
        .privateKey(TestGateway.MERCHANT_KEYS.getPrivate())
        .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
        .build();
  }

  private static String refusal(WechatPayBuilder builder) {
    return String.valueOf(thrown(builder).explanation());
  }

  private static SignErrorException thrown(WechatPayBuilder builder) {
    try (WechatPay wechatPay = builder.build()) {
      SignErrorException thrown =
          catchThrowableOfType(SignErrorException.class, () -> wechatPay.closeOrder("ORDER-1"));
      assertThat(thrown).isNotNull();
      return thrown;
    }
  }
}
