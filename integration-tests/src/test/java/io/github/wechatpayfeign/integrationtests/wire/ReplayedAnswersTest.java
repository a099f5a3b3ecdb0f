package io.github.wechatpayfeign.integrationtests.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.AsyncFeign;
import feign.RequestLine;
import io.github.wechatpayfeign.api.CloseReceipt;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** One recorded answer proves one close. */
class ReplayedAnswersTest {

  @Test
  void acceptsARecordedAnswerForOneOrderOnly() {
    byte[] recorded = TestGateway.signedAnswer(204, "");
    try (RawServer server = RawServer.start((request, out) -> out.write(recorded));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      wechatPay.closeOrder("ORDER-1");

      for (String order : List.of("ORDER-1", "ORDER-2", "ORDER-3")) {
        ResponseNotVerifiedException thrown =
            catchThrowableOfType(
                ResponseNotVerifiedException.class, () -> wechatPay.closeOrder(order));

        assertThat(thrown.reason()).isEqualTo(Reason.REPLAYED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(thrown.next()).isEqualTo(NextStep.QUERY_ORDER);
        assertThat(thrown.retryable()).isTrue();
        assertThat(thrown).hasMessageContaining("the same answer was received before");
      }
    }
  }

  @Test
  void acceptsTheSameAnswerForOnlyOneOfManyConcurrentOrders() throws Exception {
    int calls = 16;
    byte[] recorded = TestGateway.signedAnswer(204, "");
    CyclicBarrier together = new CyclicBarrier(calls);
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  await(together);
                  out.write(recorded);
                });
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      List<CompletableFuture<CloseReceipt>> closes = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        String order = "ORDER-" + i;
        closes.add(
            CompletableFuture.supplyAsync(
                () -> wechatPay.closeOrder(order), task -> new Thread(task).start()));
      }
      List<Reason> refusals = new ArrayList<>();
      for (CompletableFuture<CloseReceipt> close : closes) {
        try {
          close.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          refusals.add(
              assertThat(e.getCause())
                  .asInstanceOf(InstanceOfAssertFactories.type(ResponseNotVerifiedException.class))
                  .actual()
                  .reason());
        }
      }

      assertThat(refusals).hasSize(calls - 1).containsOnly(Reason.REPLAYED);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void repeatsACallThatGotARecordedAnswer() {
    byte[] recorded = TestGateway.signedAnswer(204, "");
    Queue<byte[]> answers = new ArrayDeque<>(List.of(recorded, recorded));
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  byte[] next = answers.poll();
                  out.write(next == null ? TestGateway.signedAnswer(204, "") : next);
                });
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl()).build()) {
      wechatPay.closeOrder("ORDER-1");
      wechatPay.closeOrder("ORDER-2");

      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void acceptsASignedRefusalOnlyOnceToo() {
    byte[] recorded = TestGateway.signedAnswer(403, "{\"code\":\"TRADE_ERROR\"}");
    try (RawServer server = RawServer.start((request, out) -> out.write(recorded));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      assertThat(failure(wechatPay, "ORDER-1")).isInstanceOf(TradeErrorException.class);
      assertThat(failure(wechatPay, "ORDER-2"))
          .isInstanceOfSatisfying(
              ResponseNotVerifiedException.class,
              thrown -> assertThat(thrown.reason()).isEqualTo(Reason.REPLAYED));
    }
  }

  @Test
  void refusesAnAnswerThatIsRepeatedUnderAnotherStatus() {
    Map<String, String> recorded = TestGateway.signature(new byte[0]);
    Queue<Integer> statuses = new ArrayDeque<>(List.of(204, 403, 500));
    try (RawServer server =
            RawServer.start(
                (request, out) -> out.write(TestGateway.answer(statuses.remove(), recorded, "")));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      wechatPay.closeOrder("ORDER-1");

      for (int status : List.of(403, 500)) {
        assertThat(failure(wechatPay, "ORDER-2"))
            .isInstanceOfSatisfying(
                ResponseNotVerifiedException.class,
                thrown -> {
                  assertThat(thrown.reason()).isEqualTo(Reason.REPLAYED);
                  assertThat(thrown.status()).isEqualTo(status);
                  assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
                });
      }
    }
  }

  @Test
  void refusesACopyInAnAsynchronousCall() throws Exception {
    interface Api {
      @RequestLine("POST /v3/pay/transactions/out-trade-no/ORDER-1/close")
      CompletableFuture<Void> close(String body);
    }
    byte[] recorded = TestGateway.signedAnswer(204, "");
    Merchant merchant = TestGateway.merchant();
    try (RawServer server = RawServer.start((request, out) -> out.write(recorded));
        WechatPayClient client = WechatPayClient.builder(merchant).build()) {
      Api api =
          AsyncFeign.<Object>builder()
              .client(client)
              .options(client.options())
              .requestInterceptor(new WechatPayRequestInterceptor(merchant))
              .target(Api.class, server.baseUrl());
      api.close("{}").get(10, TimeUnit.SECONDS);

      ExecutionException thrown =
          catchThrowableOfType(
              ExecutionException.class, () -> api.close("{}").get(10, TimeUnit.SECONDS));

      assertThat(thrown.getCause())
          .isInstanceOfSatisfying(
              ResponseNotVerifiedException.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.REPLAYED));
    }
  }

  @Test
  void acceptsCopiesIfTheCheckIsSwitchedOff() {
    byte[] recorded = TestGateway.signedAnswer(204, "");
    try (RawServer server = RawServer.start((request, out) -> out.write(recorded));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .withoutReplayCheck()
                .build()) {
      wechatPay.closeOrder("ORDER-1");
      wechatPay.closeOrder("ORDER-2");
    }
  }

  private static WechatPayException failure(WechatPay wechatPay, String order) {
    WechatPayException thrown =
        catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder(order));
    assertThat(thrown).as("the failure").isNotNull();
    return thrown;
  }
}
