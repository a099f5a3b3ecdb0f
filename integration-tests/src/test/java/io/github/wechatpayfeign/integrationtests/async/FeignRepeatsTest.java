package io.github.wechatpayfeign.integrationtests.async;

import static org.assertj.core.api.Assertions.assertThat;

import feign.AsyncFeign;
import feign.FeignException;
import feign.Request;
import feign.Response;
import feign.RetryableException;
import feign.Retryer;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that a user repeats by Feign's means, and what Feign loses of them. */
class FeignRepeatsTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);

  private final RawServer server =
      RawServer.start((request, out) -> out.write(TestGateway.answer(500, Map.of(), "{}")));

  @AfterEach
  void stop() {
    server.close();
  }

  /** What Feign loses, where a user repeats calls by Feign's means. */
  enum Lost {
    RETRYER,
    INTERCEPTOR_WHEN_REPEATED,
    TARGET_WHEN_REPEATED
  }

  static Stream<Arguments> lost() {
    return Stream.of(Lost.values())
        .flatMap(lost -> OnPurpose.throwables().map(thrown -> Arguments.of(lost, thrown)));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void endsTheFutureThatFeignWouldLeaveOpen(Lost lost, Throwable thrown) {
    AtomicInteger interceptions = new AtomicInteger();
    Runnable whenRepeated =
        () -> {
          if (interceptions.incrementAndGet() > 1) {
            OnPurpose.sneakyThrow(thrown);
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
          feign.target(
              new ApplyingTarget(
                  server.baseUrl(), lost == Lost.TARGET_WHEN_REPEATED ? whenRepeated : () -> {}));

      assertThat(Await.failureOf(api.close(ORDER, BODY)))
          .isInstanceOfSatisfying(
              LocalFailureException.class,
              failure -> {
                assertThat(failure).hasMessageContaining("Feign lost the exception that ended");
                assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
              });
    }
  }

  @Test
  void repeatsByFeignsMeansWhereAUserWantsThat() {
    try (WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      assertThatItIsSentThreeTimes(repeating(wechatPay));
    }
  }

  /** Feign is still busy with having begun the repeated attempt when its answer is there. */
  @Test
  void losesNothingWhenAnAnswerIsFasterThanTheThreadThatAsked() {
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

  /** Returns a builder of what repeats a call two times by Feign's means. */
  private static AsyncFeign.AsyncBuilder<Object> repeating(WechatPay wechatPay) {
    return wechatPay
        .asyncFeignBuilder()
        .errorDecoder((method, response) -> retryable(response.request()))
        .retryer(new EagerRetryer());
  }

  @Test
  void sendsNothingMoreWhenTheCallerCancelsBeforeFeignRepeats() {
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
      OnPurpose.sneakyThrow(thrown);
    }

    @Override
    public Retryer clone() {
      return this;
    }
  }
}
