package io.github.wechatpayfeign.integrationtests.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Feign;
import feign.RequestLine;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Neither Feign nor OkHttp sends a request twice or to another place by itself. */
class RepeatedByNobodyTest {

  /** A method without {@code @Reentrant}: nothing says that it may be carried out twice. */
  interface OwnApi {
    @RequestLine("POST /v3/own")
    void post(String body);
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource({
    "503, Retry-After, 0",
    "503, Retry-After, 1",
    "408, Retry-After, 0",
    "421, X, y",
    "401, WWW-Authenticate, Basic",
    "301, Location, /elsewhere",
    "302, Location, /elsewhere",
    "303, Location, /elsewhere",
    "307, Location, /elsewhere",
    "308, Location, http://127.0.0.1:9/elsewhere"
  })
  void sendsAPostOnceWhateverTheAnswer(int status, String header, String value) {
    Merchant merchant = TestGateway.merchant();
    try (RawServer server =
        RawServer.start(
            (request, out) -> out.write(TestGateway.answer(status, Map.of(header, value), "")))) {
      // Feign's own defaults follow redirects and repeat failed calls.
      OwnApi api =
          Feign.builder()
              .client(WechatPayClient.builder(merchant).build())
              .requestInterceptor(new WechatPayRequestInterceptor(merchant))
              .encoder(new JacksonEncoder())
              .errorDecoder(new WechatPayErrorDecoder())
              .target(OwnApi.class, server.baseUrl());

      WechatPayException thrown =
          catchThrowableOfType(WechatPayException.class, () -> api.post("x"));

      assertThat(thrown.status()).isEqualTo(status);
      server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
    }
  }

  @ParameterizedTest(name = "dropped after {0} requests on the connection")
  @CsvSource({"0", "1"})
  void sendsAPostOnceIfTheConnectionIsLost(int requestsBefore) {
    try (RawServer server =
        RawServer.start(
            (request, out) -> {
              if (request.target().contains("BEFORE")) {
                out.write(TestGateway.signedAnswer(204, ""));
              }
            })) {
      var wechatPay = TestGateway.client(server.baseUrl());
      for (int i = 0; i < requestsBefore; i++) {
        wechatPay.closeOrder("BEFORE-" + i);
      }

      WechatPayException thrown =
          catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder("ORDER-1"));

      assertThat(thrown).hasMessageContaining("No answer after the request was sent");
      assertThat(server.requests()).hasSize(requestsBefore + 1);
    }
  }
}
