package io.github.wechatpayfeign.integrationtests.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.SystemErrorException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Cancelling a future ends the call at any point. */
class AsyncCancelTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);

  /** Repeats once; then the budget is empty. */
  private static final RetryPolicy ONE_MORE =
      RetryPolicy.standard()
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(1))
          .withRetryAfterLimit(Duration.ofSeconds(9))
          .withBudget(5);

  private final BlockingQueue<AttemptEnd> attempts = new LinkedBlockingQueue<>();
  private final BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();

  private final CallListener listener =
      call ->
          new CallObserver() {
            @Override
            public void attempted(AttemptEnd attempt) {
              attempts.add(attempt);
            }

            @Override
            public void ended(CallEnd end) {
              ends.add(end);
            }
          };

  @Test
  void closesTheConnectionOfARequestThatWasSent() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        WechatPay wechatPay = client("http://127.0.0.1:" + server.getLocalPort(), ONE_MORE)) {
      CompletableFuture<Void> call = close(wechatPay, ORDER);
      try (Socket socket = server.accept()) {
        assertThat(WireRequest.read(socket.getInputStream())).isNotNull();

        assertThat(call.cancel(true)).isTrue();

        socket.setSoTimeout(10_000);
        assertThat(isClosed(socket)).isTrue();
      }
      CallEnd end = ends.poll(10, TimeUnit.SECONDS);
      assertThat(end.failure()).isInstanceOf(CancellationException.class);
      assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(end.attempts()).isEqualTo(1);
      assertNoOtherAttempt(server);
      assertThat(ends).isEmpty();
    }
  }

  private static void assertNoOtherAttempt(ServerSocket server) throws IOException {
    server.setSoTimeout(200);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void endsACallWhoseFutureTheCallerCompletesByATimeout() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        WechatPay wechatPay = client("http://127.0.0.1:" + server.getLocalPort(), ONE_MORE)) {
      CompletableFuture<Void> call = close(wechatPay, ORDER);
      try (Socket socket = server.accept()) {
        assertThat(WireRequest.read(socket.getInputStream())).isNotNull();

        assertThat(Await.failureOf(call.orTimeout(1, TimeUnit.MILLISECONDS)))
            .isInstanceOf(TimeoutException.class);

        socket.setSoTimeout(10_000);
        assertThat(isClosed(socket)).isTrue();
      }
      assertNoOtherAttempt(server);
    }
  }

  @Test
  void endsAPauseAndReturnsItsRetryTokens() throws Exception {
    AtomicBoolean patient = new AtomicBoolean(true);
    try (RawServer server =
            RawServer.start(
                (request, out) ->
                    out.write(
                        TestGateway.answer(
                            500,
                            patient.get() ? Map.of("Retry-After", "8") : Map.of(),
                            "{\"code\":\"SYSTEM_ERROR\"}")));
        WechatPay wechatPay = client(server.baseUrl(), ONE_MORE)) {
      CompletableFuture<Void> call = close(wechatPay, ORDER);
      assertThat(attempts.poll(10, TimeUnit.SECONDS)).isNotNull();

      call.cancel(true);

      CallEnd end = ends.poll(6, TimeUnit.SECONDS);
      assertThat(end).as("an end before the pause is over").isNotNull();
      assertThat(end.failure()).isInstanceOf(CancellationException.class);
      assertThat(end.outcome()).as("after a 500").isEqualTo(Outcome.UNKNOWN);
      assertThat(server.requests()).hasSize(1);

      patient.set(false);
      assertThat(Await.failureOf(close(wechatPay, ORDER)))
          .isInstanceOfSatisfying(
              SystemErrorException.class,
              e -> assertThat(e.attempts()).as("tokens for one more").isEqualTo(2));
    }
  }

  @Test
  void returnsTheRetryTokensOfACancelledRepeatedAttempt() throws Exception {
    CountDownLatch repeated = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  if (over.getCount() > 0 && !attempts.isEmpty()) {
                    repeated.countDown();
                    await(over);
                  }
                  out.write(TestGateway.answer(500, Map.of(), "{\"code\":\"SYSTEM_ERROR\"}"));
                });
        WechatPay wechatPay = client(server.baseUrl(), ONE_MORE)) {
      CompletableFuture<Void> call = close(wechatPay, ORDER);
      await(repeated);

      call.cancel(true);
      over.countDown();

      assertThat(ends.poll(10, TimeUnit.SECONDS).attempts()).isEqualTo(2);
      assertThat(Await.failureOf(close(wechatPay, ORDER)))
          .isInstanceOfSatisfying(
              SystemErrorException.class,
              e -> assertThat(e.attempts()).as("tokens for one more").isEqualTo(2));
    }
  }

  @Test
  void neverSendsACallThatIsCancelledBeforeItsTurn() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Dispatcher one = new Dispatcher();
    one.setMaxRequests(1);
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  arrived.countDown();
                  await(over);
                  out.write(TestGateway.signedAnswer(204, ""));
                });
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .listener(listener)
                .okHttpClient(new OkHttpClient.Builder().dispatcher(one).build())
                .build()) {
      CompletableFuture<Void> first = close(wechatPay, ORDER);
      await(arrived);
      CompletableFuture<Void> second = close(wechatPay, "ORDER-2");
      CompletableFuture<Void> third = close(wechatPay, "ORDER-3");

      second.cancel(true);
      CallEnd end = ends.poll(10, TimeUnit.SECONDS);
      over.countDown();

      assertThat(end.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(Await.failureOf(first)).isNull();
      assertThat(Await.failureOf(third)).isNull();
      assertThat(server.requests()).hasSize(2);
    }
    one.executorService().shutdown();
  }

  @Test
  void countsNoCancelledConnectionAgainstTheMainDomain() throws Exception {
    // A full backlog leaves further connections without an answer.
    try (ServerSocket main = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket one = new Socket(main.getInetAddress(), main.getLocalPort());
        Socket two = new Socket(main.getInetAddress(), main.getLocalPort());
        RawServer backup =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl("http://127.0.0.1:" + main.getLocalPort(), backup.baseUrl())
                .listener(listener)
                .build()) {
      assertThat(one.isConnected() && two.isConnected()).isTrue();
      for (int i = 0; i < 6; i++) {
        close(wechatPay, "ORDER-" + i).orTimeout(100, TimeUnit.MILLISECONDS).cancel(true);
        assertThat(ends.poll(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.REJECTED);
      }

      assertThat(wechatPay.prefersBackup()).isFalse();
      assertThat(backup.requests()).isEmpty();
    }
  }

  @Test
  void survivesCancellingAtAnyMoment() {
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay = client(server.baseUrl(), ONE_MORE)) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);
      for (int i = 0; i < 500; i++) {
        CompletableFuture<Void> call = api.close("ORDER-" + i, BODY);
        CompletableFuture<Boolean> cancelled =
            CompletableFuture.supplyAsync(
                () -> call.cancel(true),
                CompletableFuture.delayedExecutor(i * 10L, TimeUnit.MICROSECONDS));

        Throwable failure = Await.failureOf(call);

        assertThat(failure == null).isNotEqualTo(cancelled.join());
      }
      assertThat(Await.failureOf(api.close(ORDER, BODY))).isNull();
      // Another thread may report the end of a cancelled call.
      Await.until(() -> ends.size() >= 501);
      assertThat(ends).as("each ends once").hasSize(501);
    }
  }

  private WechatPay client(String baseUrl, RetryPolicy policy) {
    return WechatPay.builder(TestGateway.merchant())
        .baseUrl(baseUrl)
        .retryPolicy(policy)
        .listener(listener)
        .build();
  }

  private static CompletableFuture<Void> close(WechatPay wechatPay, String outTradeNo) {
    return wechatPay.createAsync(AsyncTransactionsApi.class).close(outTradeNo, BODY);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
