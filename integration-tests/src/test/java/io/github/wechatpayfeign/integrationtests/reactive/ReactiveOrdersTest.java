package io.github.wechatpayfeign.integrationtests.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The calls in Reactor: their threads, how they fail, and what cancelling does. */
class ReactiveOrdersTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();

  private final CallListener listener =
      call ->
          new CallObserver() {
            @Override
            public void ended(CallEnd end) {
              ends.add(end);
            }
          };

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void closeAndQueryAnOrder() {
    simulator.createOrder(ORDER);
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      ReactiveOrders orders = new ReactiveOrders(wechatPay);

      assertThat(orders.close(ORDER).block(PATIENCE)).isNull();
      assertThat(orders.query(ORDER).map(Transaction::outTradeNo).block(PATIENCE)).isEqualTo(ORDER);
      assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED);
    }
  }

  @Test
  void sendNothingBeforeSubscribersComeAndACallForEachOfThem() {
    simulator.createOrder(ORDER);
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      Mono<Void> close = new ReactiveOrders(wechatPay).close(ORDER);
      assertThat(simulator.requestCount()).isZero();

      close.block(PATIENCE);
      close.block(PATIENCE);

      assertThat(simulator.requestCount()).isEqualTo(2);
    }
  }

  @Test
  void failWithTheTypedExceptionItselfOnAThreadOfTheLibrary() {
    simulator.failNext(
        Fault.error(403, "TRADE_ERROR"),
        Fault.delay(Duration.ofMillis(200), Moment.BEFORE_APPLYING));
    AtomicReference<String> thread = new AtomicReference<>();
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      CompletableFuture<Void> close =
          new ReactiveOrders(wechatPay)
              .close(ORDER)
              .doOnError(unused -> thread.set(Thread.currentThread().getName()))
              .toFuture();

      assertThat(Await.failureOf(close)).isExactlyInstanceOf(TradeErrorException.class);
      assertThat(thread).hasValue("wechatpay-feign-async");
    }
  }

  /** The thread may not block, so Reactor would refuse to wait on it. */
  @Test
  void beginManyCallsOnAThreadThatMayNotBlock() throws Exception {
    CountDownLatch allArrived = new CountDownLatch(50);
    CountDownLatch done = new CountDownLatch(50);
    Scheduler one = Schedulers.newSingle("event-loop");
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  allArrived.countDown();
                  await(allArrived);
                  out.write(TestGateway.signedAnswer(204, ""));
                });
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      ReactiveOrders orders = new ReactiveOrders(wechatPay);
      List<Throwable> failures = new ArrayList<>();

      for (int i = 0; i < 50; i++) {
        orders
            .close("ORDER-" + i)
            .subscribeOn(one)
            .publishOn(one)
            .subscribe(unused -> {}, failures::add, done::countDown);
      }

      await(done);
      assertThat(failures).isEmpty();
    } finally {
      one.dispose();
    }
  }

  @Test
  void endTheCallIfTheyAreCancelled() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        WechatPay wechatPay = client(server)) {
      Disposable call = new ReactiveOrders(wechatPay).close(ORDER).subscribe();
      try (Socket socket = server.accept()) {
        assertThat(WireRequest.read(socket.getInputStream())).isNotNull();

        call.dispose();

        socket.setSoTimeout(10_000);
        assertThat(isClosed(socket)).isTrue();
      }
      CallEnd end = ends.poll(10, TimeUnit.SECONDS);
      assertThat(end.failure()).isInstanceOf(CancellationException.class);
      assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void mayHaveClosedTheOrderAlthoughTheyWereCancelled() {
    simulator.createOrder(ORDER);
    simulator.failNext(Fault.delay(Duration.ofMinutes(1), Moment.AFTER_APPLYING));
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      ReactiveOrders orders = new ReactiveOrders(wechatPay);
      Disposable call = orders.close(ORDER).subscribe();
      Await.until(() -> simulator.state(ORDER).orElseThrow() == OrderState.CLOSED);

      call.dispose();

      assertThat(orders.closeDecisively(ORDER).block(PATIENCE))
          .isInstanceOf(CloseDecision.AlreadyClosed.class);
    }
  }

  @Test
  void endByTheDeadlineOfTheCallIfNobodyCancels() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        WechatPay wechatPay = builder(server).deadline(Duration.ofMillis(300)).build()) {
      CompletableFuture<Void> close = new ReactiveOrders(wechatPay).close(ORDER).toFuture();

      assertThat(Await.failureOf(close))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
    }
  }

  @Test
  void knowNothingAfterATimeoutOfTheirOwn() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        WechatPay wechatPay = client(server)) {
      ReactiveOrders orders = new ReactiveOrders(wechatPay);

      assertThat(ReactiveSnippets.closeSoon(orders, ORDER).block(PATIENCE))
          .isEqualTo("perhaps closed: close it decisively later");
      assertThat(ends.poll(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void tellAFailureByItsOutcome() {
    simulator.createOrder(ORDER);
    simulator.failNext(Fault.error(403, "TRADE_ERROR"));
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      ReactiveOrders orders = new ReactiveOrders(wechatPay);

      assertThat(ReactiveSnippets.closeSoon(orders, ORDER).block(PATIENCE))
          .startsWith("REJECTED: HTTP 403 TRADE_ERROR");
      assertThat(ReactiveSnippets.closeSoon(orders, ORDER).block(PATIENCE)).isEqualTo("closed");
    }
  }

  @Test
  void closeDecisivelyOnAThreadThatMayBlock() {
    simulator.createOrder(ORDER);
    AtomicReference<String> thread = new AtomicReference<>();
    try (WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      CloseDecision decision =
          new ReactiveOrders(wechatPay)
              .closeDecisively(ORDER)
              .doOnNext(unused -> thread.set(Thread.currentThread().getName()))
              .block(PATIENCE);

      assertThat(decision).isInstanceOf(CloseDecision.Closed.class);
      assertThat(thread.get()).startsWith("boundedElastic-");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isClosed(Socket socket) throws Exception {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  private WechatPay client(ServerSocket server) {
    return builder(server).build();
  }

  private WechatPayBuilder builder(ServerSocket server) {
    return WechatPay.builder(TestGateway.merchant())
        .baseUrl("http://127.0.0.1:" + server.getLocalPort())
        .retryPolicy(RetryPolicy.off())
        .listener(listener);
  }
}
