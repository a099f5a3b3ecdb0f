package io.github.wechatpayfeign.integrationtests.async;

import static org.assertj.core.api.Assertions.assertThat;

import feign.AsyncFeign;
import feign.FeignException;
import feign.Logger;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import feign.RetryableException;
import feign.Retryer;
import feign.Target;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Whatever code throws, and wherever, the future ends and says what is known. */
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

  /** The places where code of the user may throw inside Feign. */
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
        .flatMap(place -> throwables().map(thrown -> Arguments.of(place, thrown)));
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("on purpose"),
        new StackOverflowError("on purpose"),
        new NoClassDefFoundError("on purpose"));
  }

  @ParameterizedTest
  @MethodSource("insideFeign")
  void endsTheFutureWithAnExceptionInsideFeign(Place place, Throwable thrown) {
    status = place == Place.ERROR_DECODER ? 400 : 200;
    try (WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      AsyncTransactionsApi api =
          place
              .arm(wechatPay.asyncFeignBuilder(), () -> sneakyThrow(thrown))
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

  /** An Error is not a mistake of the caller, so it gets an outcome. */
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
  @MethodSource("throwables")
  void endsTheFutureWithTheExceptionOfATarget(Throwable thrown) {
    try (WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      AsyncTransactionsApi api =
          wechatPay.asyncFeignBuilder().target(new OwnTarget(() -> sneakyThrow(thrown)));

      assertThatNothingWasSent(Await.failureOf(api.close(ORDER, BODY)), thrown);
    }
  }

  static Stream<Arguments> insideOkHttp() {
    return Stream.of(true, false)
        .flatMap(network -> throwables().map(thrown -> Arguments.of(network, thrown)));
  }

  @ParameterizedTest
  @MethodSource("insideOkHttp")
  void endsTheFutureWithAnExceptionInsideTheHttpClient(boolean network, Throwable thrown) {
    Interceptor throwing =
        chain -> {
          sneakyThrow(thrown);
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
  void endsTheFutureWithTheExceptionOfAMerchantSource(boolean afterTheGuards) {
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

  /** Exceptions that Feign loses if a user repeats calls with Feign's retryer. */
  enum Lost {
    RETRYER,
    INTERCEPTOR_WHEN_REPEATED,
    TARGET_WHEN_REPEATED
  }

  static Stream<Arguments> lost() {
    return Stream.of(Lost.values())
        .flatMap(lost -> throwables().map(thrown -> Arguments.of(lost, thrown)));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void endsTheFutureThatFeignWouldLeaveOpen(Lost lost, Throwable thrown) {
    status = 500;
    AtomicInteger interceptions = new AtomicInteger();
    Runnable whenRepeated =
        () -> {
          if (interceptions.incrementAndGet() > 1) {
            sneakyThrow(thrown);
          }
        };
    try (WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      AsyncFeign.AsyncBuilder<Object> feign =
          repeating(wechatPay)
              .retryer(lost == Lost.RETRYER ? new ThrowingRetryer(thrown) : new EagerRetryer());
      if (lost == Lost.INTERCEPTOR_WHEN_REPEATED) {
        feign.requestInterceptor(template -> whenRepeated.run());
      }
      AsyncTransactionsApi api =
          feign.target(new OwnTarget(lost == Lost.TARGET_WHEN_REPEATED ? whenRepeated : () -> {}));

      assertThat(Await.failureOf(api.close(ORDER, BODY)))
          .isInstanceOfSatisfying(
              LocalFailureException.class,
              failure -> {
                assertThat(failure).hasMessageContaining("Feign lost what ended");
                assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
              });
    }
  }

  @Test
  void repeatsWithFeignsRetryerIfTheUserSetsOne() {
    status = 500;
    try (WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      assertThatItIsSentThreeTimes(repeating(wechatPay));
    }
  }

  /** Feign is still busy starting the repeated attempt when its answer arrives. */
  @Test
  void survivesAnAnswerThatIsFasterThanTheCallingThread() {
    status = 500;
    AtomicInteger attempts = new AtomicInteger();
    try (WechatPayClient client =
            WechatPayClient.builder(TestGateway.merchant()).retryPolicy(RetryPolicy.off()).build();
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      assertThatItIsSentThreeTimes(
          repeating(wechatPay)
              .client(
                  (request, options, context) -> {
                    CompletableFuture<Response> answer = client.execute(request, options, context);
                    if (attempts.incrementAndGet() > 1) {
                      Await.failureOf(answer);
                    }
                    return answer;
                  }));
    }
  }

  private void assertThatItIsSentThreeTimes(AsyncFeign.AsyncBuilder<Object> feign) {
    AsyncTransactionsApi api = feign.target(AsyncTransactionsApi.class, server.baseUrl());

    assertThat(Await.failureOf(api.close(ORDER, BODY))).isInstanceOf(RetryableException.class);
    assertThat(server.requests()).hasSize(3);
  }

  /** Returns a builder whose Feign retryer repeats a call two times. */
  private static AsyncFeign.AsyncBuilder<Object> repeating(WechatPay wechatPay) {
    return wechatPay
        .asyncFeignBuilder()
        .errorDecoder((method, response) -> retryable(response.request()))
        .retryer(new EagerRetryer());
  }

  @Test
  void sendsNothingMoreIfTheCallerCancelsBeforeFeignRepeats() {
    CompletableFuture<CompletableFuture<Void>> call = new CompletableFuture<>();
    try (RawServer slow =
            RawServer.start(
                (request, out) -> {
                  call.join();
                  out.write(TestGateway.answer(500, Map.of(), "{}"));
                });
        WechatPay wechatPay = TestGateway.client(slow.baseUrl())) {
      AsyncTransactionsApi api =
          repeating(wechatPay)
              .errorDecoder(
                  (method, response) -> {
                    call.join().cancel(true);
                    return retryable(response.request());
                  })
              .target(AsyncTransactionsApi.class, slow.baseUrl());
      call.complete(api.close(ORDER, BODY));

      assertThat(Await.failureOf(call.join())).isInstanceOf(CancellationException.class);
      assertThat(slow.requests()).hasSize(1);
    }
  }

  private static FeignException retryable(Request request) {
    Long soon = null;
    return new RetryableException(500, "again", request.httpMethod(), soon, request);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private final class OwnTarget implements Target<AsyncTransactionsApi> {

    private final Runnable applied;

    OwnTarget(Runnable applied) {
      this.applied = applied;
    }

    @Override
    public Class<AsyncTransactionsApi> type() {
      return AsyncTransactionsApi.class;
    }

    @Override
    public String name() {
      return "own";
    }

    @Override
    public String url() {
      return server.baseUrl();
    }

    @Override
    public Request apply(RequestTemplate template) {
      applied.run();
      return template.target(url()).request();
    }
  }

  /** Throws at a log line with the given start. */
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

  /** Repeats two times, at once. */
  private static final class EagerRetryer implements Retryer {

    private int left = 2;

    @Override
    public void continueOrPropagate(RetryableException e) {
      if (left-- == 0) {
        throw e;
      }
    }

    @Override
    public Retryer clone() {
      return new EagerRetryer();
    }
  }

  private record ThrowingRetryer(Throwable thrown) implements Retryer {

    @Override
    public void continueOrPropagate(RetryableException e) {
      sneakyThrow(thrown);
    }

    @Override
    public Retryer clone() {
      return this;
    }
  }
}
