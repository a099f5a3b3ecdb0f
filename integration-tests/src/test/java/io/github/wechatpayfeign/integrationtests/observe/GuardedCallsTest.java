package io.github.wechatpayfeign.integrationtests.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.resilience4j.CircuitBreakerGuard;
import io.github.wechatpayfeign.api.resilience4j.RateLimiterGuard;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards hold calls back before anything is sent, and learn how those end that they let in. */
class GuardedCallsTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final int WINDOW = 4;

  private final WechatPaySimulator simulator =
      WechatPaySimulator.builder().mode(GatewayMode.MIGRATION).start();
  private final List<CallEnd> ended = new CopyOnWriteArrayList<>();
  private final CircuitBreaker circuitBreaker =
      CircuitBreaker.of(
          "wechatpay",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(WINDOW)
              .minimumNumberOfCalls(WINDOW)
              .permittedNumberOfCallsInHalfOpenState(1)
              .build());

  GuardedCallsTest() {
    simulator.createOrder(ORDER);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void sendsNothingWhileTheCircuitIsOpen() {
    circuitBreaker.transitionToOpenState();
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      CallHeldBackException failure =
          catchThrowableOfType(CallHeldBackException.class, () -> wechatPay.closeOrder(ORDER));

      assertThat(failure)
          .hasMessage(
              "Nothing was sent: a guard held the call back: CircuitBreaker 'wechatpay' is OPEN and does"
                  + " not permit further calls [outcome REJECTED, next: retry the same request"
                  + " later]")
          .hasCauseInstanceOf(
              io.github.resilience4j.circuitbreaker.CallNotPermittedException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(failure.next()).isEqualTo(NextStep.RETRY_LATER);
      assertThat(failure.status()).isZero();
      assertThat(simulator.requestCount()).isZero();
    }
  }

  @Test
  void sendsNothingOfAnAsynchronousCallWhileTheCircuitIsOpen() {
    circuitBreaker.transitionToOpenState();
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      assertThat(Await.failureOf(SimulatedGateway.closeAsync(wechatPay, ORDER)))
          .isExactlyInstanceOf(CallHeldBackException.class);
      assertThat(simulator.requestCount()).isZero();
    }
  }

  @Test
  void leavesADecisiveCloseUnsettledWhileTheCircuitIsOpen() {
    circuitBreaker.transitionToOpenState();
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      CloseDecision decision =
          wechatPay.closeDecisively(
              ORDER, ClosePolicy.standard().withDeadline(Duration.ofMillis(100)));

      assertThat(decision)
          .isInstanceOfSatisfying(
              CloseDecision.Unsettled.class,
              unsettled -> {
                assertThat(unsettled.closeSent()).isFalse();
                assertThat(unsettled.failure())
                    .extracting(CloseFailure::cause)
                    .isInstanceOf(CallHeldBackException.class);
              });
      assertThat(simulator.requestCount()).isZero();
    }
  }

  static Stream<Fault> outages() {
    return Stream.of(
        Fault.error(500, "SYSTEM_ERROR"),
        Fault.error(400, "SYSTEM_ERROR"),
        Fault.error(503, "SERVICE_UNAVAILABLE"),
        Fault.drop(Moment.AFTER_APPLYING),
        Fault.falsify(Falsification.FORGED));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void opensTheCircuitWhenTheGatewayFails(Fault outage) {
    simulator.failWhen(request -> Optional.of(outage));
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      closeTimes(WINDOW, wechatPay);

      assertThat(circuitBreaker.getState()).isEqualTo(State.OPEN);
      assertThat(simulator.requestCount()).isEqualTo(WINDOW);
    }
  }

  @Test
  void opensTheCircuitWhenNoConnectionCanBeMade() {
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      simulator.close();
      closeTimes(WINDOW, wechatPay);

      assertThat(circuitBreaker.getState()).isEqualTo(State.OPEN);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "400, PARAM_ERROR",
    "400, INVALID_REQUEST",
    "400, MCH_NOT_EXISTS",
    "400, ORDER_CLOSED",
    "401, SIGN_ERROR",
    "403, RULE_LIMIT",
    "403, TRADE_ERROR",
    "404, ORDER_NOT_EXIST",
    "429, FREQUENCY_LIMITED",
  })
  void keepsTheCircuitClosedWhenTheGatewayRefuses(int status, String code) {
    simulator.failWhen(request -> Optional.of(Fault.error(status, code)));
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      closeTimes(2 * WINDOW, wechatPay);

      assertThat(simulator.requestCount()).isEqualTo(2 * WINDOW);
      assertThat(circuitBreaker.getState()).isEqualTo(State.CLOSED);
      assertThat(circuitBreaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(WINDOW);
    }
  }

  @Test
  void keepsTheCircuitClosedWhileUsersPay() {
    simulator.failWhen(request -> Optional.of(Fault.error(202, "USER_PAYING").withSignature()));
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      closeTimes(2 * WINDOW, wechatPay);

      assertThat(circuitBreaker.getState()).isEqualTo(State.CLOSED);
    }
  }

  @Test
  void closesTheCircuitAgainByOneCallThatSucceeds() {
    circuitBreaker.transitionToOpenState();
    circuitBreaker.transitionToHalfOpenState();
    try (WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      wechatPay.closeOrder(ORDER);

      assertThat(circuitBreaker.getState()).isEqualTo(State.CLOSED);
    }
  }

  @Test
  void closesTheCircuitAgainThoughCertificatesAreDownloadedFirst() {
    circuitBreaker.transitionToOpenState();
    circuitBreaker.transitionToHalfOpenState();
    try (WechatPay wechatPay =
        SimulatedGateway.builder(simulator, SimulatedGateway.downloadingMerchantOf(simulator))
            .guard(new CircuitBreakerGuard(circuitBreaker))
            .build()) {
      wechatPay.closeOrder(ORDER);

      assertThat(circuitBreaker.getState()).isEqualTo(State.CLOSED);
    }
  }

  @Test
  void givesBackThePermissionOfACallThatAnotherGuardHeldBack() {
    circuitBreaker.transitionToOpenState();
    circuitBreaker.transitionToHalfOpenState();
    RateLimiter none = rateLimiter(1);
    none.acquirePermission();
    try (WechatPay limited =
            SimulatedGateway.builder(simulator, SimulatedGateway.merchantOf(simulator))
                .guard(new CircuitBreakerGuard(circuitBreaker))
                .guard(new RateLimiterGuard(none))
                .build();
        WechatPay wechatPay = guarded(new CircuitBreakerGuard(circuitBreaker))) {
      assertThat(catchThrowable(() -> limited.closeOrder(ORDER)))
          .isInstanceOf(CallHeldBackException.class);
      assertThat(circuitBreaker.getState()).isEqualTo(State.HALF_OPEN);

      wechatPay.closeOrder(ORDER);

      assertThat(circuitBreaker.getState()).isEqualTo(State.CLOSED);
    }
  }

  @Test
  void sendsNoMoreThanTheRateLimiterPermits() {
    try (WechatPay wechatPay = guarded(new RateLimiterGuard(rateLimiter(2)))) {
      wechatPay.closeOrder(ORDER);
      wechatPay.closeOrder(ORDER);

      assertThat(catchThrowable(() -> wechatPay.closeOrder(ORDER)))
          .isInstanceOf(CallHeldBackException.class)
          .hasMessageStartingWith(
              "Nothing was sent: a guard held the call back: RateLimiter 'wechatpay' does not permit"
                  + " further calls");
      assertThat(simulator.requestCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsListenersOfACallThatWasHeldBack(boolean async) {
    circuitBreaker.transitionToOpenState();
    try (WechatPay wechatPay =
        SimulatedGateway.builder(simulator, SimulatedGateway.merchantOf(simulator))
            .listener(call -> recorder())
            .guard(new CircuitBreakerGuard(circuitBreaker))
            .build()) {
      if (async) {
        assertThat(Await.failureOf(SimulatedGateway.closeAsync(wechatPay, ORDER))).isNotNull();
      } else {
        closeTimes(1, wechatPay);
      }

      assertThat(ended)
          .singleElement()
          .satisfies(
              end -> {
                assertThat(end.attempts()).isZero();
                assertThat(end.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(end.failure()).isInstanceOf(CallHeldBackException.class);
              });
    }
  }

  @Test
  void letsACallInByAGuardThatFollowsNothing() {
    try (WechatPay wechatPay = guarded(call -> new CallObserver() {})) {
      wechatPay.closeOrder(ORDER);

      assertThat(simulator.requestCount()).isEqualTo(1);
    }
  }

  private WechatPay guarded(CallGuard guard) {
    return SimulatedGateway.builder(simulator, SimulatedGateway.merchantOf(simulator))
        .guard(guard)
        .build();
  }

  private static void closeTimes(int times, WechatPay wechatPay) {
    for (int i = 0; i < times; i++) {
      assertThat(catchThrowable(() -> wechatPay.closeOrder(ORDER)))
          .isInstanceOf(WechatPayException.class);
    }
  }

  private static RateLimiter rateLimiter(int calls) {
    return RateLimiter.of(
        "wechatpay",
        RateLimiterConfig.custom()
            .limitForPeriod(calls)
            .limitRefreshPeriod(Duration.ofHours(1))
            .timeoutDuration(Duration.ZERO)
            .build());
  }

  private CallObserver recorder() {
    return new CallObserver() {
      @Override
      public void ended(CallEnd end) {
        ended.add(end);
      }
    };
  }
}
