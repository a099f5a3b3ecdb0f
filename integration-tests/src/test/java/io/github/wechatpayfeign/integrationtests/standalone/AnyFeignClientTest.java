package io.github.wechatpayfeign.integrationtests.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Feign;
import feign.RetryableException;
import feign.Retryer;
import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.openssl.OpenSsl;
import io.github.wechatpayfeign.signing.SigningRequestInterceptor;
import io.github.wechatpayfeign.signing.VerifyingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing and verification on the wire with each of Feign's HTTP clients, without our own client.
 */
class AnyFeignClientTest {

  private static final String ORDER = "{\"trade_state\":\"NOTPAY\"}";

  private static Feign.Builder feign(FeignClient client) {
    return Feign.builder()
        .client(new VerifyingClient(client.create(), TestGateway.merchant()))
        .requestInterceptor(new SigningRequestInterceptor(TestGateway.merchant()))
        .errorDecoder(new WechatPayErrorDecoder())
        .retryer(Retryer.NEVER_RETRY);
  }

  private static OrdersApi orders(FeignClient client, RawServer server) {
    return feign(client).target(OrdersApi.class, server.baseUrl());
  }

  private static byte[] answer(WireRequest request) {
    return request.method().equals("POST")
        ? TestGateway.signedAnswer(204, "")
        : TestGateway.signedAnswer(200, ORDER);
  }

  @ParameterizedTest
  @EnumSource
  void signsTheRequestAndVerifiesTheAnswer(FeignClient client) {
    try (RawServer server = RawServer.start((request, out) -> out.write(answer(request)))) {
      OrdersApi orders = orders(client, server);

      orders.close("ORDER-0001", TestGateway.MCHID);
      String found = orders.query("ORDER*|()0001", TestGateway.MCHID);

      assertThat(found).isEqualTo(ORDER);
      assertThat(server.requests())
          .hasSize(2)
          .allSatisfy(
              request -> {
                request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
                assertThat(request.header("Wechatpay-Serial")).isEqualTo(TestGateway.PUBLIC_KEY_ID);
                assertThat(request.header("Accept")).isEqualTo("application/json");
                assertThat(request.header("User-Agent")).isNotEmpty();
              });
      assertThat(server.requests().get(0).body()).contains("关单");
    }
  }

  private static final class ThreeAttempts implements Retryer {
    private int attempts = 1;

    @Override
    public void continueOrPropagate(RetryableException e) {
      if (attempts == 3) {
        throw e;
      }
      attempts++;
    }

    @Override
    public Retryer clone() {
      return new ThreeAttempts();
    }
  }

  @ParameterizedTest
  @EnumSource
  void signsAgainForEachAttemptOfFeign(FeignClient client) {
    try (RawServer server =
        RawServer.start(
            (request, out) ->
                out.write(TestGateway.answer(503, Map.of(), "{\"code\":\"SYSTEM_ERROR\"}")))) {
      OrdersApi orders =
          feign(client)
              .errorDecoder(
                  (method, response) ->
                      new RetryableException(
                          503,
                          "again",
                          response.request().httpMethod(),
                          (Long) null,
                          response.request()))
              .retryer(new ThreeAttempts())
              .target(OrdersApi.class, server.baseUrl() + "/proxy");

      assertThat(
              catchThrowableOfType(
                  RetryableException.class, () -> orders.close("ORDER-0001", TestGateway.MCHID)))
          .isNotNull();

      assertThat(server.requests())
          .hasSize(3)
          .allSatisfy(
              request -> {
                request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
                assertThat(request.target()).startsWith("/proxy/v3/pay/");
              });
      assertThat(server.requests().stream().map(r -> r.authorization().get("nonce_str")).distinct())
          .hasSize(3);
    }
  }

  @Test
  void signsSoThatOpensslCanVerify(@TempDir Path folder) throws IOException {
    OpenSsl openSsl = new OpenSsl(folder);
    Path key =
        Files.writeString(
            folder.resolve("merchant_pub.pem"),
            "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                    .encodeToString(TestGateway.MERCHANT_KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
    try (RawServer server = RawServer.start((request, out) -> out.write(answer(request)))) {
      orders(FeignClient.JDK, server).close("ORDER-0001", TestGateway.MCHID);

      WireRequest request = server.onlyRequest();
      Map<String, String> items = request.authorization();
      Path message =
          Files.writeString(
              folder.resolve("message"),
              String.join(
                  "\n",
                  request.method(),
                  request.target(),
                  items.get("timestamp"),
                  items.get("nonce_str"),
                  request.body(),
                  ""),
              UTF_8);
      Path signature =
          Files.write(
              folder.resolve("signature.bin"), Base64.getDecoder().decode(items.get("signature")));
      Path verdict =
          openSsl.key(
              "verdict",
              "pkeyutl",
              "-verify",
              "-rawin",
              "-digest",
              "sha256",
              "-pubin",
              "-inkey",
              key.toString(),
              "-sigfile",
              signature.toString(),
              "-in",
              message.toString());
      assertThat(Files.readString(verdict)).contains("Signature Verified Successfully");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnAnswerThatIsNotSignedByWechatPay(FeignClient client) {
    Map<String, String> forged =
        new LinkedHashMap<>(
            TestGateway.signature(TestGateway.MERCHANT_KEYS.getPrivate(), new byte[0]));
    try (RawServer server =
        RawServer.start(
            (request, out) ->
                out.write(
                    TestGateway.answer(
                        204, request.target().contains("FORGED") ? forged : Map.of(), "")))) {
      OrdersApi orders = orders(client, server);

      assertThat(reasonOf(() -> orders.close("ORDER-FORGED", TestGateway.MCHID)))
          .isEqualTo(Reason.WRONG_SIGNATURE);
      assertThat(reasonOf(() -> orders.close("ORDER-UNSIGNED", TestGateway.MCHID)))
          .isEqualTo(Reason.MISSING_HEADER);
    }
  }

  private static Reason reasonOf(ThrowingCallable call) {
    ResponseNotVerifiedException thrown =
        catchThrowableOfType(ResponseNotVerifiedException.class, call);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    return thrown.reason();
  }

  @ParameterizedTest
  @EnumSource
  void throwsTheTypedExceptionOfAnErrorAnswer(FeignClient client) {
    try (RawServer server =
        RawServer.start(
            (request, out) ->
                out.write(
                    TestGateway.signedAnswer(
                        400, "{\"code\":\"ORDERPAID\",\"message\":\"该订单已支付\"}")))) {
      OrdersApi orders = orders(client, server);

      assertThat(
              catchThrowableOfType(
                  OrderPaidException.class, () -> orders.close("ORDER-0001", TestGateway.MCHID)))
          .isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void signsTheSentBytesWhateverAValueContains(FeignClient client) {
    List<String> values =
        List.of("a|b", "a'b", "a[b]", "a^b", "a b", "a+b", "!$&()*,;=:@~._-", "a\"b", "订单");
    try (RawServer server = RawServer.start((request, out) -> out.write(answer(request)))) {
      OrdersApi orders = orders(client, server);

      values.forEach(value -> orders.query(value, value));

      assertThat(server.requests())
          .hasSize(values.size())
          .allSatisfy(request -> request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "a/../b", "..", ".", "a/"})
  void refusesAPathThatAClientMayChange(String path) {
    try (RawServer server = RawServer.start((request, out) -> out.write(answer(request)))) {
      assertNotSent(server, () -> orders(FeignClient.OKHTTP, server).path(path));
    }
  }

  @Test
  void refusesABodyThatAClientChanges() {
    try (RawServer server = RawServer.start((request, out) -> out.write(answer(request)))) {
      OrdersApi orders = orders(FeignClient.URL_CONNECTION, server);

      assertNotSent(server, orders::getWithABody);
      assertNotSent(server, orders::compressed);
    }
  }

  private static void assertNotSent(RawServer server, ThrowingCallable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessageEndingWith("; nothing was sent");
    assertThat(server.requests()).isEmpty();
  }
}
