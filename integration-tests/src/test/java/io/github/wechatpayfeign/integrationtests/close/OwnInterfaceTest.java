package io.github.wechatpayfeign.integrationtests.close;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feign.AsyncFeign;
import feign.Feign;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.ParamErrorException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.UnexpectedStatusException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each part on its own, in a user's own Feign builder and interface. */
class OwnInterfaceTest {

  record Prepay(String appid, String mchid, String out_trade_no) {}

  record CodeUrl(String code_url) {}

  /** The native prepay, as a user declares it. */
  interface NativePayApi {
    @RequestLine("POST /v3/pay/transactions/native")
    CodeUrl prepay(Prepay order);

    @RequestLine("POST /v3/pay/transactions/native")
    Response raw(Prepay order);

    @RequestLine(value = "POST /v3/pay/transactions/out-trade-no/{no}/reverse", decodeSlash = false)
    void reverse(@Param("no") String no);
  }

  /** The same, asynchronous. */
  interface AsyncNativePayApi {
    @RequestLine("POST /v3/pay/transactions/native")
    CompletableFuture<CodeUrl> prepay(Prepay order);

    @RequestLine("POST /v3/pay/transactions/native")
    CompletableFuture<Void> close(Prepay order);
  }

  private static final Prepay ORDER =
      new Prepay("wxd678efh567hg6787", TestGateway.MCHID, "ORDER-1");
  private static final String CODE_URL = "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=p4lpSuKzz\"}";

  private final AtomicReference<byte[]> answer =
      new AtomicReference<>(TestGateway.signedAnswer(200, CODE_URL));
  private final RawServer server = RawServer.start((request, out) -> out.write(answer.get()));
  private final Merchant merchant = TestGateway.merchant();
  private final WechatPayClient client = WechatPayClient.builder(merchant).build();

  private final NativePayApi api =
      Feign.builder()
          .client(client)
          .requestInterceptor(new WechatPayRequestInterceptor(merchant))
          .encoder(new JacksonEncoder())
          .decoder(new JacksonDecoder())
          .errorDecoder(new WechatPayErrorDecoder())
          .target(NativePayApi.class, server.baseUrl());

  private final AsyncNativePayApi asyncApi =
      AsyncFeign.<Object>builder()
          .client(client)
          .requestInterceptor(new WechatPayRequestInterceptor(merchant))
          .encoder(new JacksonEncoder())
          .decoder(new JacksonDecoder())
          .errorDecoder(new WechatPayErrorDecoder())
          .target(AsyncNativePayApi.class, server.baseUrl());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void signsAndVerifies() {
    assertThat(api.prepay(ORDER).code_url()).isEqualTo("weixin://wxpay/bizpayurl?pr=p4lpSuKzz");

    WireRequest request = server.onlyRequest();
    assertThat(request.header("Accept")).isEqualTo("application/json");
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void throwsTypedExceptions() {
    answer.set(TestGateway.answer(400, Map.of(), "{\"code\":\"PARAM_ERROR\"}"));

    assertThatExceptionOfType(ParamErrorException.class).isThrownBy(() -> api.prepay(ORDER));
  }

  @Test
  void verifiesEvenAnAnswerThatTheUserReadsRaw() throws IOException {
    try (Response response = api.raw(ORDER)) {
      assertThat(new String(response.body().asInputStream().readAllBytes(), UTF_8))
          .isEqualTo(CODE_URL);
    }

    answer.set(TestGateway.answer(200, Map.of(), CODE_URL));
    assertThatExceptionOfType(ResponseNotVerifiedException.class).isThrownBy(() -> api.raw(ORDER));
  }

  @Test
  void expectsA204OfAMethodThatReturnsNothing() {
    assertThatExceptionOfType(UnexpectedStatusException.class)
        .isThrownBy(() -> api.reverse("ORDER-1"));

    answer.set(TestGateway.signedAnswer(204, ""));
    api.reverse("ORDER-1");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void servesAnAsynchronousInterface() throws Exception {
    assertThat(asyncApi.prepay(ORDER).get(10, TimeUnit.SECONDS).code_url())
        .isEqualTo("weixin://wxpay/bizpayurl?pr=p4lpSuKzz");
    server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void failsAnAsynchronousCallWithTheTypedException() {
    answer.set(TestGateway.answer(400, Map.of(), "{\"code\":\"PARAM_ERROR\"}"));
    assertFailure(asyncApi.prepay(ORDER), ParamErrorException.class);

    answer.set(TestGateway.answer(200, Map.of(), CODE_URL));
    assertFailure(asyncApi.prepay(ORDER), ResponseNotVerifiedException.class);

    answer.set(TestGateway.signedAnswer(200, CODE_URL));
    assertFailure(asyncApi.close(ORDER), UnexpectedStatusException.class);

    answer.set(new byte[0]);
    assertFailure(asyncApi.prepay(ORDER), io.github.wechatpayfeign.errors.TransportException.class);
  }

  private static void assertFailure(CompletableFuture<?> call, Class<? extends Throwable> type) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
        .withCauseExactlyInstanceOf(type);
  }
}
