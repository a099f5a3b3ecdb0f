package io.github.wechatpayfeign.integrationtests.async;

import static org.assertj.core.api.Assertions.assertThat;

import feign.AsyncFeign;
import feign.Logger;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever throws, and wherever it does, a future ends, and says what is known. */
class AsyncFailuresTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);
  private static final String PAID =
      "{\"out_trade_no\":\"ORDER-20261123-1\",\"mchid\":\"1900000109\",\"trade_state\":\"SUCCESS\"}";

  private int status = 200;
  private final RawServer server =
      RawServer.start(
          (request, out) ->
              out.write(
                  status == 200
                      ? TestGateway.signedAnswer(200, PAID)
                      : TestGateway.answer(status, Map.of(), "{}")));

  @AfterEach
  void stop() {
    server.close();
  }

  /** Where something of a user's may throw inside Feign. */
  enum Place {
    INTERCEPTOR,
    ENCODER,
    DECODER,
    ERROR_DECODER,
    LOGGER_OF_REQUESTS,
    LOGGER_OF_ANSWERS,
    RESPONSE_INTERCEPTOR;

    AsyncFeign.AsyncBuilder<Object> arm(AsyncFeign.AsyncBuilder<Object> feign, Runnable thrower) {
      return switch (this) {
        case INTERCEPTOR -> feign.requestInterceptor(template -> thrower.run());
        case ENCODER -> feign.encoder((object, type, template) -> thrower.run());
        case DECODER ->
            feign.decoder(
                (response, type) -> {
                  thrower.run();
                  return "";
                });
        case ERROR_DECODER ->
            feign.errorDecoder(
                (method, response) -> {
                  thrower.run();
                  return new IllegalStateException("not reached");
                });
        case LOGGER_OF_REQUESTS ->
            feign.logger(new ThrowingLogger("--->", thrower)).logLevel(Logger.Level.FULL);
        case LOGGER_OF_ANSWERS ->
            feign.logger(new ThrowingLogger("<---", thrower)).logLevel(Logger.Level.FULL);
        case RESPONSE_INTERCEPTOR ->
            feign.responseInterceptor(
                (context, chain) -> {
                  thrower.run();
                  return chain.next(context);
                });
      };
    }
  }

  static Stream<Arguments> insideFeign() {
    return Stream.of(Place.values())
        .flatMap(place -> OnPurpose.throwables().map(thrown -> Arguments.of(place, thrown)));
  }

  @ParameterizedTest
  @MethodSource("insideFeign")
  void endsTheFutureWithWhatIsThrownInsideFeign(Place place, Throwable thrown) {
    status = place == Place.ERROR_DECODER ? 400 : 200;
    try (WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      AsyncTransactionsApi api =
          place
              .arm(wechatPay.asyncFeignBuilder(), () -> OnPurpose.sneakyThrow(thrown))
              .target(AsyncTransactionsApi.class, server.baseUrl());

      Throwable failure =
          Await.failureOf(
              place == Place.ENCODER
                  ? api.close(ORDER, BODY)
                  : api.query(ORDER, TestGateway.MCHID));

      assertThat(causesOf(failure)).contains(thrown);
      assertThat(failure).isInstanceOfAny(WechatPayException.class, thrown.getClass());
    }
  }

  private static List<Throwable> causesOf(@Nullable Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
  }

  /** An error is no mistake of the caller's, so it gets an outcome. */
  private static void assertThatNothingWasSent(@Nullable Throwable failure, Throwable thrown) {
    if (failure != thrown) {
      assertThat(failure)
          .isInstanceOfSatisfying(
              LocalFailureException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.REJECTED))
          .hasCause(thrown);
    }
    assertThat(failure).isNotInstanceOf(Error.class);
  }

  @ParameterizedTest
  @MethodSource("io.github.wechatpayfeign.integrationtests.async.OnPurpose#throwables")
  void endsTheFutureWithWhatATargetThrows(Throwable thrown) {
    try (WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      AsyncTransactionsApi api =
          wechatPay
              .asyncFeignBuilder()
              .target(new ApplyingTarget(server.baseUrl(), () -> OnPurpose.sneakyThrow(thrown)));

      assertThatNothingWasSent(Await.failureOf(api.close(ORDER, BODY)), thrown);
    }
  }

  static Stream<Arguments> insideOkHttp() {
    return Stream.of(true, false)
        .flatMap(network -> OnPurpose.throwables().map(thrown -> Arguments.of(network, thrown)));
  }

  @ParameterizedTest
  @MethodSource("insideOkHttp")
  void endsTheFutureWithWhatIsThrownInsideTheHttpClient(boolean network, Throwable thrown) {
    Interceptor throwing =
        chain -> {
          OnPurpose.sneakyThrow(thrown);
          return chain.proceed(chain.request());
        };
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    (network ? http.networkInterceptors() : http.interceptors()).add(throwing);
    try (WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl(server.baseUrl())
            .okHttpClient(http.build())
            .build()) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      Throwable failure = Await.failureOf(api.close(ORDER, BODY));

      assertThat(failure).isInstanceOf(LocalFailureException.class);
      assertThatNothingWasSent(failure, thrown);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void endsTheFutureOfACallWhoseListenersThrow() {
    CallListener throwing =
        call -> {
          throw new NoClassDefFoundError("on purpose");
        };
    java.util.logging.Logger log = java.util.logging.Logger.getLogger(CallListener.class.getName());
    log.setLevel(java.util.logging.Level.OFF);
    try (WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl(server.baseUrl())
            .listener(throwing)
            .build()) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      assertThat(Await.failureOf(api.query(ORDER, TestGateway.MCHID))).isNull();
    } finally {
      log.setLevel(null);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsTheFutureWithWhatASourceOfMerchantsThrows(boolean afterTheGuards) {
    RuntimeException thrown = new IllegalStateException("on purpose");
    AtomicBoolean broken = new AtomicBoolean();
    MerchantSource source =
        () -> {
          if (broken.get()) {
            throw thrown;
          }
          return TestGateway.merchant();
        };
    try (WechatPay wechatPay =
        WechatPay.builder(source)
            .baseUrl(server.baseUrl())
            .listener(call -> breaking(broken, !afterTheGuards))
            .guard(call -> breaking(broken, afterTheGuards))
            .build()) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      assertThat(Await.failureOf(api.close(ORDER, BODY))).isSameAs(thrown);
      assertThat(server.requests()).isEmpty();
    }
  }

  private static CallObserver breaking(AtomicBoolean broken, boolean now) {
    broken.compareAndSet(false, now);
    return new CallObserver() {};
  }

  /** Throws at a line that begins so. */
  private static final class ThrowingLogger extends Logger {

    private final String start;
    private final Runnable thrower;

    ThrowingLogger(String start, Runnable thrower) {
      this.start = start;
      this.thrower = thrower;
    }

    @Override
    protected void log(String configKey, String format, Object... args) {
      if (format.startsWith(start)) {
        thrower.run();
      }
    }
  }
}
