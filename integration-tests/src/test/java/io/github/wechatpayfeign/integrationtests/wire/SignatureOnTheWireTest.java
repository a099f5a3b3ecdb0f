package io.github.wechatpayfeign.integrationtests.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestInterceptor;
import feign.RequestLine;
import feign.RetryableException;
import feign.Retryer;
import feign.codec.ErrorDecoder;
import feign.codec.StringDecoder;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The signed bytes are the sent bytes: each request is read off the socket and checked with the
 * JDK.
 */
class SignatureOnTheWireTest {

  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);

  /** An interface that a user might write. */
  interface OwnApi {
    @RequestLine(value = "GET /v3/bill/{id}?date={date}&note={note}", decodeSlash = false)
    String bill(@Param("id") String id, @Param("date") String date, @Param("note") String note);

    @RequestLine("POST /v3/without-body")
    String withoutBody();

    @RequestLine("POST /v3/files")
    @Headers({"Accept: */*", "Content-Type: text/csv", "User-Agent: shop/1.0"})
    String file(String body);

    @RequestLine("PUT /v3/text")
    @Headers("Content-Type: application/json; charset=utf-8")
    String text(String body);
  }

  private final RawServer server =
      RawServer.start(
          (request, out) ->
              out.write(
                  request.target().contains("/close")
                      ? TestGateway.signedAnswer(204, "")
                      : TestGateway.signedAnswer(200, "\"text\"")));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsTheCloseOfTheOfficialPageAndNothingElse() {
    TestGateway.client(server.baseUrl()).closeOrder("1217752501201407033233368018");

    WireRequest request = server.onlyRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target())
        .isEqualTo("/v3/pay/transactions/out-trade-no/1217752501201407033233368018/close");
    assertThat(request.body()).isEqualTo("{\"mchid\":\"1900000109\"}");
    assertThat(request.header("Accept")).isEqualTo("application/json");
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.header("Wechatpay-Serial")).isEqualTo(TestGateway.PUBLIC_KEY_ID);
    assertThat(request.header("User-Agent"))
        .matches("wechatpay-feign/\\d+\\.\\d+\\S* \\(Java/.+\\)");
    assertThat(request.authorization())
        .containsEntry("mchid", TestGateway.MCHID)
        .containsEntry("serial_no", TestGateway.SERIAL);
    request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void keepsTheHeadersOfAUsersInterface() {
    TestGateway.client(server.baseUrl())
        .feignBuilder()
        .encoder((body, type, template) -> template.body((String) body))
        .target(OwnApi.class, server.baseUrl())
        .file("a,b");

    WireRequest request = server.onlyRequest();
    assertThat(request.headers("Accept")).containsExactly("*/*");
    assertThat(request.headers("Content-Type")).containsExactly("text/csv");
    assertThat(request.headers("User-Agent")).containsExactly("shop/1.0");
    assertThat(request.headers("Content-Length")).containsExactly("3");
    request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void sendsTheHeadersOfApiV3WithARequestThatDeclaresNone() {
    TestGateway.client(server.baseUrl()).create(OwnApi.class).bill("1", "2026-11-23", "x");

    WireRequest request = server.onlyRequest();
    assertThat(request.headers("Accept")).containsExactly("application/json");
    assertThat(request.headers("Content-Type")).containsExactly("application/json");
    assertThat(request.headers("User-Agent"))
        .singleElement()
        .asString()
        .contains("wechatpay-feign");
  }

  @ParameterizedTest(name = "{0} is sent as {1}")
  @CsvSource({
    "'a|b|cd', a%7Cb%7Ccd",
    "'ab*cd*', ab%2Acd%2A",
    "'ab-cd_', ab-cd_",
    "'||||||', %7C%7C%7C%7C%7C%7C"
  })
  void signsOrderNumbersAsTheyAreEncoded(String outTradeNo, String segment) {
    TestGateway.client(server.baseUrl()).closeOrder(outTradeNo);

    WireRequest request = server.onlyRequest();
    assertThat(request.target())
        .isEqualTo("/v3/pay/transactions/out-trade-no/" + segment + "/close");
    request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @ParameterizedTest(name = "a base URL that ends with {0}")
  @CsvSource({
    "/, /v3/pay",
    "/wechat, /wechat/v3/pay",
    "/wechat/, /wechat/v3/pay",
    "/a/../b, /b/v3/pay",
    "/a/./b, /a/b/v3/pay",
    "/%7Bx%7D, /%7Bx%7D/v3/pay"
  })
  void signsThePathOfTheBaseUrlAsItIsSent(String path, String start) {
    TestGateway.client(server.baseUrl() + path).closeOrder("ORDER-1");

    WireRequest request = server.onlyRequest();
    assertThat(request.target()).startsWith(start + "/transactions/out-trade-no/ORDER-1/close");
    request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "a/b", "../x", "a|b*c", "订单", "50%"})
  void signsPathParametersOfAUsersInterfaceAsTheyAreSent(String id) {
    TestGateway.client(server.baseUrl()).create(OwnApi.class).bill(id, "2026-11-23", "x");

    server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b",
        "a|b*c",
        "it's",
        "订单 1",
        "a+b&c=d",
        "%41",
        "2015-05-20T13:29:35+08:00",
        "{}"
      })
  void signsQueriesAsTheyAreSent(String note) {
    TestGateway.client(server.baseUrl()).create(OwnApi.class).bill("1", "2026-11-23", note);

    assertThat(server.onlyRequest().target()).startsWith("/v3/bill/1?date=2026-11-23&note=");
    server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void signsAPostWithoutABody() {
    TestGateway.client(server.baseUrl()).create(OwnApi.class).withoutBody();

    assertThat(server.onlyRequest().header("Content-Length")).isEqualTo("0");
    server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void signsABodyByteForByte() {
    OwnApi api =
        TestGateway.client(server.baseUrl())
            .feignBuilder()
            .encoder((text, type, template) -> template.body((String) text))
            .target(OwnApi.class, server.baseUrl());

    api.text("{ \"description\" : \"订单😀\" }\n\n");

    assertThat(server.onlyRequest().body()).isEqualTo("{ \"description\" : \"订单😀\" }\n\n");
    assertThat(server.onlyRequest().header("Content-Type"))
        .isEqualTo("application/json; charset=utf-8");
    server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void signsTheRequestAfterAllInterceptorsHaveChangedIt() {
    RequestInterceptor later =
        template -> {
          template.query("trace", "a|b");
          template.header("X-Trace", "1");
          template.body("{\"mchid\":\"1900000109\",\"note\":\"改\"}");
        };
    OkHttpClient rewriting =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .url(
                                chain
                                    .request()
                                    .url()
                                    .newBuilder()
                                    .addQueryParameter("by", "okhttp")
                                    .build())
                            .build()))
            .build();
    WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl(server.baseUrl())
            .okHttpClient(rewriting)
            .build();

    wechatPay
        .feignBuilder()
        .requestInterceptor(later)
        .target(TransactionsApi.class, server.baseUrl())
        .close("ORDER-1", BODY);

    assertThat(server.onlyRequest().target()).endsWith("/close?trace=a%7Cb&by=okhttp");
    assertThat(server.onlyRequest().body()).contains("改");
    server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
  }

  @Test
  void signsEachAttemptOfAUsersRetryerAgainWithOneAuthorization() {
    Merchant merchant = TestGateway.merchant();
    ErrorDecoder retrying =
        (key, response) ->
            new RetryableException(
                response.status(),
                "again",
                response.request().httpMethod(),
                1L,
                response.request());
    try (RawServer failing =
        RawServer.start((request, out) -> out.write(TestGateway.answer(500, Map.of(), "{}")))) {
      TransactionsApi api =
          Feign.builder()
              .client(WechatPayClient.builder(merchant).retryPolicy(RetryPolicy.off()).build())
              .requestInterceptor(new WechatPayRequestInterceptor(merchant))
              .encoder(new feign.jackson.JacksonEncoder())
              .errorDecoder(retrying)
              .retryer(new ThreeAttempts())
              .target(TransactionsApi.class, failing.baseUrl() + "/base");

      assertThat(catchThrowable(() -> api.close("ORDER-1", BODY)))
          .isInstanceOf(RetryableException.class);

      assertThat(failing.requests()).hasSize(3);
      for (WireRequest attempt : failing.requests()) {
        assertThat(attempt.target())
            .isEqualTo("/base/v3/pay/transactions/out-trade-no/ORDER-1/close");
        assertThat(attempt.headers("Wechatpay-Serial")).hasSize(1);
        assertThat(attempt.headers("User-Agent")).hasSize(1);
        attempt.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
      }
      assertThat(failing.requests())
          .extracting(attempt -> attempt.authorization().get("nonce_str"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void refusesARequestThatNamesNoMerchant() {
    OwnApi unsigned =
        Feign.builder()
            .client(WechatPayClient.builder(TestGateway.merchant()).build())
            .decoder(new StringDecoder())
            .target(OwnApi.class, server.baseUrl());

    assertThatIllegalStateException()
        .isThrownBy(unsigned::withoutBody)
        .withMessageContaining("add new WechatPayRequestInterceptor(merchant)");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void refusesARequestWithAForeignAuthorization() {
    WechatPay wechatPay = TestGateway.client(server.baseUrl());
    TransactionsApi twoSigners =
        wechatPay
            .feignBuilder()
            .requestInterceptor(template -> template.header("Authorization", "Bearer token"))
            .target(TransactionsApi.class, server.baseUrl());

    assertThatIllegalStateException()
        .isThrownBy(() -> twoSigners.close("ORDER-1", BODY))
        .withMessageContaining("no other interceptor that writes Authorization")
        .withMessageNotContaining("token");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void signsConcurrentRequestsWithDifferentNonces() throws Exception {
    WechatPay wechatPay = TestGateway.client(server.baseUrl());
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> calls =
          IntStream.range(0, 200)
              .<Future<?>>mapToObj(i -> threads.submit(() -> wechatPay.closeOrder("ORDER-" + i)))
              .toList();
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      threads.shutdownNow();
    }

    Set<String> nonces = ConcurrentHashMap.newKeySet();
    for (WireRequest request : server.requests()) {
      request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
      nonces.add(request.authorization().get("nonce_str"));
    }
    assertThat(nonces).hasSize(200);
  }

  /** A user's retryer that repeats a failed call twice. */
  private static final class ThreeAttempts implements Retryer {

    private int attempts = 1;

    @Override
    public void continueOrPropagate(RetryableException e) {
      if (++attempts > 3) {
        throw e;
      }
    }

    @Override
    public Retryer clone() {
      return new ThreeAttempts();
    }
  }
}
