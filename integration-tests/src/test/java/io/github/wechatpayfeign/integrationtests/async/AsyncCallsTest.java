package io.github.wechatpayfeign.integrationtests.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import feign.RequestLine;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A future has the result of a synchronous call, and always ends. */
class AsyncCallsTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);

  private final WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
  private final CloseOrderRequest body = new CloseOrderRequest(simulator.mchid());

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** Has a method that waits. */
  interface HalfAsyncApi {
    @RequestLine("GET /v3/x")
    CompletableFuture<String> later();

    @RequestLine("GET /v3/x")
    String now();
  }

  @Test
  void closesAndQueries() {
    simulator.createOrder(ORDER);
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      assertThat(Await.failureOf(api.close(ORDER, body))).isNull();
      assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED);
      assertThat(api.closeWithResponse(ORDER, body).join().headers()).containsKey("Request-ID");
      assertThat(api.query(ORDER, simulator.mchid()).join().outTradeNo()).isEqualTo(ORDER);
      assertThat(Await.failureOf(api.queryById("4200001234202611230000000000", simulator.mchid())))
          .isInstanceOf(OrderNotExistException.class);
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Fault.error(403, "TRADE_ERROR"), TradeErrorException.class),
        Arguments.of(Fault.falsify(Falsification.FORGED), ResponseNotVerifiedException.class),
        Arguments.of(Fault.drop(Moment.AFTER_APPLYING), TransportException.class));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failsWithTheTypedExceptionItself(Fault fault, Class<?> type) {
    simulator.createOrder(ORDER);
    simulator.failNext(fault);
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      assertThat(Await.failureOf(api.close(ORDER, body))).isExactlyInstanceOf(type);
    }
  }

  @Test
  void failsTheFutureOfANumberThatBreaksItsRule() {
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      assertThat(Await.failureOf(api.close("x", body)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("nothing was sent");
      assertThat(simulator.requestCount()).isZero();
    }
  }

  @Test
  void refusesAnAsynchronousInterfaceWithASynchronousMethod() {
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> wechatPay.createAsync(HalfAsyncApi.class))
          .withMessage(
              "The method HalfAsyncApi#now of an asynchronous interface must return a"
                  + " CompletableFuture, but returns String");
    }
  }

  @Test
  void refusesASynchronousInterfaceWithAFuture() {
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> wechatPay.create(AsyncTransactionsApi.class))
          .withMessageMatching(
              "The method AsyncTransactionsApi#\\w+ returns a CompletableFuture: create the"
                  + " interface with createAsync");
    }
  }

  @Test
  void letsADependentStageWaitForOtherCalls() {
    Dispatcher two = new Dispatcher();
    two.setMaxRequests(2);
    OkHttpClient http = new OkHttpClient.Builder().dispatcher(two).build();
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .okHttpClient(http)
                .build()) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);
      List<CompletableFuture<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String next = "NEXT-ORDER-" + i;
        calls.add(api.close("ORDER-" + i, BODY).thenRun(() -> api.close(next, BODY).join()));
      }

      for (CompletableFuture<Void> call : calls) {
        assertThat(Await.failureOf(call)).isNull();
      }
      assertThat(server.requests()).hasSize(32);
    }
    two.executorService().shutdown();
  }

  @Test
  void completesOffTheThreadsOfTheHttpClient() {
    simulator.createOrder(ORDER);
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      simulator.failNext(Fault.delay(Duration.ofMillis(200), Moment.AFTER_APPLYING));
      CompletableFuture<String> thread =
          wechatPay
              .createAsync(AsyncTransactionsApi.class)
              .close(ORDER, body)
              .thenApply(unused -> Thread.currentThread().getName());

      assertThat(thread.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("wechatpay-feign-async");
    }
  }

  @Test
  void endsACallByItsDeadlineEvenIfTheHttpClientNeverRunsIt() {
    Dispatcher lost = new Dispatcher(new DroppingExecutor());
    try (WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl("http://127.0.0.1:9")
            .deadline(Duration.ofMillis(300))
            .okHttpClient(new OkHttpClient.Builder().dispatcher(lost).build())
            .build()) {
      Throwable failure =
          Await.failureOf(wechatPay.createAsync(AsyncTransactionsApi.class).close(ORDER, BODY));

      assertThat(failure)
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.REJECTED))
          .hasMessageStartingWith("Nothing was sent: java.io.InterruptedIOException: timeout");
    }
  }

  @Test
  void reportsAnUnknownOutcomeIfTheHttpClientHoldsAnAnswerBeyondTheDeadline() {
    CountDownLatch over = new CountDownLatch(1);
    CallObserver ending =
        new CallObserver() {
          @Override
          public void ended(CallEnd end) {
            over.countDown();
          }
        };
    Interceptor holding =
        chain -> {
          Response answer = chain.proceed(chain.request());
          await(over);
          return answer;
        };
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .deadline(Duration.ofSeconds(1))
                .okHttpClient(new OkHttpClient.Builder().addInterceptor(holding).build())
                .listener(call -> ending)
                .build()) {
      Throwable failure =
          Await.failureOf(wechatPay.createAsync(AsyncTransactionsApi.class).close(ORDER, BODY));

      assertThat(failure)
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void endsACallThatIsUnderWayIfItsClientIsClosed() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (RawServer server =
        RawServer.start(
            (request, out) -> {
              arrived.countDown();
              await(closed);
              out.write(TestGateway.signedAnswer(204, ""));
            })) {
      WechatPay wechatPay = TestGateway.client(server.baseUrl());
      CompletableFuture<Void> call =
          wechatPay.createAsync(AsyncTransactionsApi.class).close(ORDER, BODY);
      await(arrived);

      wechatPay.close();
      closed.countDown();

      assertThat(Await.failureOf(call)).isNull();
      assertThat(
              Await.failureOf(wechatPay.createAsync(AsyncTransactionsApi.class).close(ORDER, BODY)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("This WechatPayClient is closed: nothing was sent");
      assertThatIllegalStateException().isThrownBy(() -> wechatPay.closeOrder(ORDER));
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Loses every task, like a thread pool that is shut down. */
  private static final class DroppingExecutor extends AbstractExecutorService {

    private final Set<Runnable> dropped = ConcurrentHashMap.newKeySet();

    @Override
    public void execute(Runnable task) {
      dropped.add(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.copyOf(dropped);
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
