package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query in a user's own interface is sent once, because nothing says that it may be repeated. */
class SentOnceTest {

  interface Queries {
    @RequestLine("GET /v3/own/{number}")
    String query(@Param("number") String number);
  }

  interface AsyncQueries {
    @RequestLine("GET /v3/own/{number}")
    CompletableFuture<String> query(@Param("number") String number);
  }

  private static @Nullable Throwable failureOfQuery(Way way, WechatPay wechatPay, String number) {
    return way == Way.SYNCHRONOUS
        ? catchThrowable(() -> wechatPay.create(Queries.class).query(number))
        : Way.failureOf(wechatPay.createAsync(AsyncQueries.class).query(number));
  }

  @ParameterizedTest(name = "{0}: {1} with {2}: {3}")
  @CsvSource({
    "SYNCHRONOUS, 503, Retry-After, 0",
    "ASYNCHRONOUS, 503, Retry-After, 0",
    "SYNCHRONOUS, 408, X, y",
    "ASYNCHRONOUS, 408, X, y",
    "SYNCHRONOUS, 408, Retry-After, 0",
    "SYNCHRONOUS, 421, X, y",
    "SYNCHRONOUS, 401, WWW-Authenticate, Basic realm=x",
    "SYNCHRONOUS, 302, Location, /v3/elsewhere",
    "SYNCHRONOUS, 307, Location, /v3/elsewhere"
  })
  void sendsAQueryOnceWhateverTheAnswer(Way way, int status, String header, String value) {
    try (RawServer server =
            RawServer.start(
                (request, out) ->
                    out.write(TestGateway.answer(status, Map.of(header, value), "{}")));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl()).build()) {
      Throwable thrown = failureOfQuery(way, wechatPay, "1");

      assertThat(server.requests()).hasSize(1);
      assertThat(thrown)
          .isInstanceOfSatisfying(
              WechatPayException.class,
              e -> {
                assertThat(e.status()).isEqualTo(status);
                assertThat(e.attempts()).isEqualTo(1);
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendsAQueryOnceIfAnIdleConnectionIsLost(Way way) {
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  if (request.target().endsWith("/before")) {
                    out.write(TestGateway.signedAnswer(200, "\"x\""));
                  }
                });
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl()).build()) {
      assertThat(failureOfQuery(way, wechatPay, "before")).isNull();

      assertThat(failureOfQuery(way, wechatPay, "lost")).isInstanceOf(WechatPayException.class);

      assertThat(server.requests().stream().map(WireRequest::target))
          .containsExactly("/v3/own/before", "/v3/own/lost");
    }
  }

  /** The server waits for the pause that it asked for, and OkHttp cannot read its length. */
  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "2147483648", "00000000000000000000009"})
  void keepsTheErrorOfAnAnswerWithALongRetryAfter(String seconds) {
    AtomicInteger requests = new AtomicInteger();
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  requests.incrementAndGet();
                  out.write(
                      TestGateway.answer(
                          503,
                          Map.of("Retry-After", seconds),
                          "{\"code\":\"SERVICE_UNAVAILABLE\",\"message\":\"x\"}"));
                });
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl()).build()) {
      for (Way way : Way.values()) {
        requests.set(0);

        assertThat(way.failureOfClose(wechatPay, "ORDER-0001"))
            .isInstanceOfSatisfying(
                WechatPayException.class,
                e -> {
                  assertThat(e.status()).isEqualTo(503);
                  assertThat(e.code()).isEqualTo("SERVICE_UNAVAILABLE");
                  assertThat(e.requestId()).isEqualTo("08F78BB5AF0610D302-0");
                });

        assertThat(requests).hasValue(1);
      }
    }
  }

  /** With settings that a user may need for other servers. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsAQueryOnceEvenIfTheHttpClientMayRetry(boolean retries) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(retries)
            .connectionPool(new ConnectionPool(1, 1, TimeUnit.MINUTES))
            .build();
    List<String> dropped = List.of("/v3/own/1");
    try (RawServer server =
            RawServer.start((request, out) -> assertThat(dropped).contains(request.target()));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .okHttpClient(http)
                .build()) {
      assertThat(failureOfQuery(Way.SYNCHRONOUS, wechatPay, "1"))
          .isInstanceOf(WechatPayException.class);

      assertThat(server.requests()).hasSize(1);
    }
  }
}
