package io.github.wechatpayfeign.integrationtests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.AsyncFeign;
import feign.Param;
import feign.RequestLine;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.StallMeter;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call ends by its deadline, and the client does not throttle calls. */
class TimeLimitsTest {

  private static final int AT_ONCE = 64;
  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);

  /** Closes orders asynchronously. */
  interface AsyncApi {
    @RequestLine("POST /v3/pay/transactions/out-trade-no/{no}/close")
    CompletableFuture<Void> close(@Param("no") String no, CloseOrderRequest request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "trickling head", "trickling body", "always 503"})
  void endsACallByItsDeadlineWhateverTheServerDoes(String server) {
    CountDownLatch over = new CountDownLatch(1);
    Duration deadline = Duration.ofMillis(700);
    try (RawServer slow =
            RawServer.start(
                (request, out) -> {
                  if (request.target().contains("ORDER-1")) {
                    answerSlowly(server, out, over);
                  } else {
                    out.write(TestGateway.signedAnswer(204, ""));
                  }
                });
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(slow.baseUrl())
                .deadline(deadline)
                .build();
        StallMeter machine = new StallMeter()) {
      // Connects, so that no machine is too slow to send the next request in time.
      Await.until(() -> catchThrowable(() -> wechatPay.closeOrder("ORDER-0")) == null);
      StallMeter.Since stalls = machine.fromNow();
      long start = System.nanoTime();

      WechatPayException thrown =
          catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder("ORDER-1"));

      Duration took = Duration.ofNanos(System.nanoTime() - start);
      over.countDown();
      assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(took).isLessThan(deadline.plusMillis(300 + 2 * stalls.worstMillis()));
    }
  }

  /** OkHttp counts in milliseconds, and 0 means no limit at all. */
  @Test
  void endsACallWhoseDeadlineIsLessThanAMillisecondAway() {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer silent = RawServer.start((request, out) -> answerSlowly("silent", out, over));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(silent.baseUrl())
                .deadline(Duration.ofMillis(1))
                .build()) {
      long start = System.nanoTime();

      assertThat(
              catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder("ORDER-1")))
          .isNotNull();

      over.countDown();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  private static void answerSlowly(String how, OutputStream out, CountDownLatch over)
      throws IOException {
    try {
      switch (how) {
        case "silent" -> over.await(10, TimeUnit.SECONDS);
        case "trickling head" -> {
          out.write("HTTP/1.1 204 No".getBytes(UTF_8));
          trickle(out, over, 'x');
        }
        case "trickling body" -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(UTF_8));
          trickle(out, over, ' ');
        }
        default -> out.write(TestGateway.answer(503, Map.of("Retry-After", "1"), "{}"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void trickle(OutputStream out, CountDownLatch over, char drop)
      throws IOException, InterruptedException {
    while (!over.await(50, TimeUnit.MILLISECONDS)) {
      out.write(drop);
    }
  }

  @Test
  void makes64ConcurrentCallsToOneHost() throws Exception {
    try (RawServer server = answeringOnlyWhenAllAreThere();
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String outTradeNo = "ORDER-" + i;
        calls.add(threads.submit(() -> wechatPay.closeOrder(outTradeNo)));
      }
      for (Future<?> call : calls) {
        call.get(20, TimeUnit.SECONDS);
      }
      threads.shutdown();
      assertThat(server.requests()).hasSize(AT_ONCE);
    }
  }

  @Test
  void makes64ConcurrentAsynchronousCallsToOneHost() {
    Merchant merchant = TestGateway.merchant();
    try (RawServer server = answeringOnlyWhenAllAreThere();
        WechatPayClient client = WechatPayClient.builder(merchant).build()) {
      AsyncApi api =
          AsyncFeign.<Object>builder()
              .client(client)
              .requestInterceptor(new WechatPayRequestInterceptor(merchant))
              .encoder(new JacksonEncoder())
              .options(client.options())
              .target(AsyncApi.class, server.baseUrl());
      List<CompletableFuture<Void>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(api.close("ORDER-" + i, BODY));
      }

      CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
          .orTimeout(20, TimeUnit.SECONDS)
          .join();

      assertThat(server.requests()).hasSize(AT_ONCE);
    }
  }

  private static RawServer answeringOnlyWhenAllAreThere() {
    CyclicBarrier all = new CyclicBarrier(AT_ONCE);
    return RawServer.start(
        (request, out) -> {
          try {
            all.await(15, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IOException(e);
          }
          out.write(TestGateway.signedAnswer(204, ""));
        });
  }

  @Test
  void dropsAnIdleConnectionBeforeTheGatewayDoes() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WechatPay wechatPay = TestGateway.client("http://127.0.0.1:" + server.getLocalPort());
        StallMeter machine = new StallMeter()) {
      CompletableFuture<Duration> idle =
          CompletableFuture.supplyAsync(() -> answerOnceAndMeasureIdleness(server));

      wechatPay.closeOrder("ORDER-1");

      assertThat(idle.get(20, TimeUnit.SECONDS))
          .isBetween(
              Duration.ofSeconds(6), Duration.ofSeconds(8).plusMillis(2 * machine.worstMillis()));
    }
  }

  private static Duration answerOnceAndMeasureIdleness(ServerSocket server) {
    try (Socket socket = server.accept()) {
      assertThat(WireRequest.read(socket.getInputStream())).isNotNull();
      socket.getOutputStream().write(TestGateway.signedAnswer(204, ""));
      long start = System.nanoTime();
      assertThat(socket.getInputStream().read()).as("the end of the connection").isEqualTo(-1);
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0001S", "PT10M0.001S"})
  void refusesADeadlineOutOfRange(Duration deadline) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WechatPay.builder(TestGateway.merchant()).deadline(deadline))
        .withMessage("The deadline must be 1 ms to 10 minutes, but is " + deadline);
  }
}
