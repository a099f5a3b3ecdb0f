package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An asynchronous call ends exactly once, whichever thread runs first. */
class EndOfFuturesTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);
  private static final RetryPolicy AT_ONCE =
      RetryPolicy.standard()
          .withDelays(Duration.ZERO, Duration.ZERO)
          .withRetryAfterLimit(Duration.ZERO);

  /**
   * The deadline comes between two attempts, and the first sent nothing. The end of the call
   * cancels OkHttp's call; its listener then lets the second attempt continue and waits for it.
   */
  @Test
  void sendsNothingIfTheDeadlineEndsTheCallWhileAnAttemptBegins() {
    CountDownLatch ending = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    AtomicInteger lookups = new AtomicInteger();
    try (RawServer server =
        RawServer.start(
            (request, out) -> {
              sent.countDown();
              out.write(TestGateway.signedAnswer(204, ""));
            })) {
      OkHttpClient http =
          new OkHttpClient.Builder()
              .dns(
                  host -> {
                    if (lookups.incrementAndGet() == 1) {
                      throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.getLoopbackAddress());
                  })
              .eventListener(
                  new EventListener() {
                    @Override
                    public void canceled(Call call) {
                      ending.countDown();
                      await(sent, 1000);
                    }
                  })
              .build();
      MerchantSource source =
          () -> {
            if (lookups.get() == 1) {
              await(ending, 1000);
            }
            return TestGateway.merchant();
          };
      try (WechatPay wechatPay =
          WechatPay.builder(source)
              .baseUrl(server.baseUrl().replace("127.0.0.1", "localhost"))
              .deadline(Duration.ofMillis(300))
              .retryPolicy(AT_ONCE)
              .okHttpClient(http)
              .build()) {
        Throwable failure = Way.ASYNCHRONOUS.failureOfClose(wechatPay, ORDER);

        assertThat(failure)
            .isInstanceOfSatisfying(
                WechatPayException.class,
                e -> {
                  assertThat(server.requests()).hasSizeLessThan(2);
                  assertThat(e.outcome())
                      .isEqualTo(server.requests().isEmpty() ? Outcome.REJECTED : Outcome.UNKNOWN);
                });
      }
      http.dispatcher().executorService().shutdown();
    }
  }

  @ParameterizedTest(name = "after it was sent: {0}")
  @ValueSource(booleans = {false, true})
  void endsTheFutureIfNoThreadCanBeCreated(boolean afterSending) {
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .changeHttp(
                    http ->
                        http.dispatcher(new Dispatcher(Executors.newCachedThreadPool()))
                            .addNetworkInterceptor(
                                chain -> {
                                  NoThread.onThisThread(!afterSending);
                                  var answer = chain.proceed(chain.request());
                                  NoThread.onThisThread(true);
                                  return answer;
                                }))
                .build()) {
      Throwable failure = Way.ASYNCHRONOUS.failureOfClose(wechatPay, ORDER);

      if (failure != null) {
        assertThat(failure).isInstanceOf(WechatPayException.class);
      }
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void endsTheFutureIfNoThreadCanBeCreatedForTheCall() {
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      NoThread.onThisThread(true);
      try {
        Throwable failure = Way.ASYNCHRONOUS.failureOfClose(wechatPay, ORDER);

        if (failure != null) {
          assertThat(failure)
              .isInstanceOfSatisfying(
                  WechatPayException.class,
                  e -> assertThat(e.outcome()).isEqualTo(Outcome.REJECTED));
          assertThat(server.requests()).isEmpty();
        }
      } finally {
        NoThread.onThisThread(false);
      }
    }
  }

  /** No lock is held: the thread that ends the call does not wait for the one that is notified. */
  @Test
  void endsACallWhileAnObserverIsStillBusyWithAnAttempt() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    List<String> told = new CopyOnWriteArrayList<>();
    CallObserver slow =
        new CallObserver() {
          @Override
          public void attempted(AttemptEnd attempt) {
            busy.countDown();
            await(free, 10_000);
            told.add("attempted");
          }

          @Override
          public void ended(CallEnd end) {
            told.add("ended");
          }
        };
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .listener(call -> slow)
                .build()) {
      CompletableFuture<Void> call =
          wechatPay.createAsync(AsyncTransactionsApi.class).close(ORDER, BODY);
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

      CompletableFuture<Boolean> cancelled =
          CompletableFuture.supplyAsync(() -> call.cancel(true), task -> new Thread(task).start());

      assertThat(cancelled.get(5, TimeUnit.SECONDS)).isTrue();
      free.countDown();
      Await.until(() -> told.size() == 2);
      assertThat(told).containsExactly("attempted", "ended");
    } finally {
      free.countDown();
    }
  }

  private static void await(CountDownLatch latch, long longestMillis) {
    try {
      boolean unused = latch.await(longestMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
