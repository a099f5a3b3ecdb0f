package io.github.wechatpayfeign.integrationtests.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An asynchronous call ends although a guard still waits, and the guard learns of its end. */
class WaitingGuardsTest {

  private static final String ORDER = "ORDER-20261123-1";

  private final WechatPaySimulator simulator =
      WechatPaySimulator.builder().mode(GatewayMode.MIGRATION).start();
  private final List<CallEnd> ended = new CopyOnWriteArrayList<>();

  WaitingGuardsTest() {
    simulator.createOrder(ORDER);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void tellsAGuardOfTheEndOfACallThatWasCancelledWhileItWaited() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CallGuard slow =
        call -> {
          if (!call.operation().startsWith("AsyncTransactionsApi")) {
            return new CallObserver() {};
          }
          asked.countDown();
          awaitThe(cancelled);
          return new CallObserver() {
            @Override
            public void ended(CallEnd end) {
              ended.add(end);
            }
          };
        };
    try (WechatPay wechatPay =
        SimulatedGateway.builder(simulator, SimulatedGateway.downloadingMerchantOf(simulator))
            .guard(slow)
            .build()) {
      CompletableFuture<Void> close = SimulatedGateway.closeAsync(wechatPay, ORDER);
      awaitThe(asked);
      close.cancel(true);
      cancelled.countDown();

      Await.until(() -> !ended.isEmpty());
      assertThat(ended)
          .singleElement()
          .satisfies(end -> assertThat(end.failure()).isInstanceOf(CancellationException.class));
      assertThat(simulator.requestCount()).as("the download alone").isEqualTo(1);
    }
  }

  @Test
  void endsAnAsynchronousCallAtItsDeadlineThoughAGuardStillWaits() {
    CountDownLatch over = new CountDownLatch(1);
    CallGuard slow =
        call -> {
          awaitThe(over);
          return new CallObserver() {};
        };
    CallObserver ending =
        new CallObserver() {
          @Override
          public void ended(CallEnd end) {
            over.countDown();
          }
        };
    try (WechatPay wechatPay =
        SimulatedGateway.builder(simulator, SimulatedGateway.merchantOf(simulator))
            .deadline(Duration.ofSeconds(1))
            .listener(call -> ending)
            .guard(slow)
            .build()) {
      Throwable failure = Await.failureOf(SimulatedGateway.closeAsync(wechatPay, ORDER));

      assertThat(failure)
          .isInstanceOfSatisfying(
              TransportException.class,
              unsent -> assertThat(unsent.outcome()).isEqualTo(Outcome.REJECTED))
          .hasMessageStartingWith("Nothing was sent: java.io.InterruptedIOException: timeout");
      assertThat(simulator.requestCount()).isZero();
    }
  }

  private static void awaitThe(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
