package io.github.wechatpayfeign.integrationtests.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.AsyncFeign;
import feign.RequestLine;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.FrequencyLimitedException;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.SystemErrorException;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Only calls that are safe to repeat are repeated, with a new signature. */
class RetryTest {

  private static final RetryPolicy IMPATIENT =
      RetryPolicy.standard()
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(4))
          .withRetryAfterLimit(Duration.ofSeconds(2));
  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();
  private static final WechatPay WECHAT_PAY = client(IMPATIENT);

  private static int orders;

  private String outTradeNo;
  private long requestsBefore;

  /** Closes an order asynchronously. */
  interface AsyncApi {
    @Reentrant
    @RequestLine("POST /v3/pay/transactions/out-trade-no/ASYNC-ORDER/close")
    CompletableFuture<Void> close(CloseOrderRequest request);
  }

  /** The same path without {@code @Reentrant}. */
  interface UnmarkedApi {
    @RequestLine("POST /v3/pay/transactions/out-trade-no/UNMARKED-ORDER/close")
    void close(CloseOrderRequest request);
  }

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        Arguments.of("SYSTEM_ERROR", Fault.error(500, "SYSTEM_ERROR")),
        Arguments.of("500 after closing", Fault.error(500, "X").at(Moment.AFTER_APPLYING)),
        Arguments.of("502 HTML", Fault.html(502)),
        Arguments.of("503", Fault.error(503, "SERVICE_UNAVAILABLE")),
        Arguments.of("504", Fault.html(504)),
        Arguments.of("202", Fault.error(202, "USER_PAYING").withSignature()),
        Arguments.of("unsigned 202", Fault.error(202, "USER_PAYING")),
        Arguments.of("429", Fault.error(429, "FREQUENCY_LIMITED")),
        Arguments.of("lost before", Fault.drop(Moment.BEFORE_APPLYING)),
        Arguments.of("lost after", Fault.drop(Moment.AFTER_APPLYING)),
        Arguments.of("truncated 200", Fault.truncated(200, Moment.AFTER_APPLYING)),
        Arguments.of("probe", Fault.falsify(Falsification.SIGNTEST)),
        Arguments.of("probe by its serial", Fault.falsify(Falsification.UNKNOWN_SERIAL)),
        Arguments.of("forged", Fault.falsify(Falsification.FORGED)));
  }

  @BeforeEach
  void placeAnOrder() {
    outTradeNo = "ORDER-" + ++orders;
    SIMULATOR.createOrder(outTradeNo);
    requestsBefore = SIMULATOR.requestCount();
  }

  @AfterAll
  static void stop() {
    WECHAT_PAY.close();
    SIMULATOR.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  void closesAnOrderDespiteTwoFaults(String name, Fault fault) {
    SIMULATOR.failNext(fault, fault);

    WECHAT_PAY.closeOrder(outTradeNo);

    assertThat(SIMULATOR.state(outTradeNo)).as(name).contains(OrderState.CLOSED);
    List<ReceivedRequest> attempts = attempts();
    assertThat(attempts).hasSize(3);
    assertThat(attempts).allMatch(attempt -> attempt.header("Authorization").size() == 1);
    assertThat(attempts)
        .extracting(attempt -> attempt.header("Authorization"))
        .doesNotHaveDuplicates();
    assertThat(attempts).extracting(ReceivedRequest::target).containsOnly(attempts.get(0).target());
  }

  @Test
  void givesUpAfterThreeAttemptsWithTheTypedException() {
    Fault fault = Fault.error(500, "SYSTEM_ERROR");
    SIMULATOR.failNext(fault, fault, fault);

    WechatPayException thrown = failure(WECHAT_PAY);

    assertThat(thrown).isInstanceOf(SystemErrorException.class);
    assertThat(thrown.attempts()).isEqualTo(3);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown).hasMessageContaining("attempts 3");
    assertThat(SIMULATOR.requestCount() - requestsBefore).isEqualTo(3);
  }

  @Test
  void repeatsNothingIfSwitchedOff() {
    SIMULATOR.failNext(Fault.error(500, "SYSTEM_ERROR"));

    WechatPayException thrown = failure(client(RetryPolicy.off()));

    assertThat(thrown.attempts()).isEqualTo(1);
    assertThat(SIMULATOR.requestCount() - requestsBefore).isEqualTo(1);
  }

  @Test
  void doesNotRepeatARefusal() {
    SIMULATOR.failNext(Fault.error(403, "TRADE_ERROR"));

    WechatPayException thrown = failure(WECHAT_PAY);

    assertThat(thrown).isInstanceOf(TradeErrorException.class);
    assertThat(thrown.attempts()).isEqualTo(1);
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
  }

  @ParameterizedTest
  @EnumSource
  void reportsAnUnknownOutcomeIfAnEarlierAttemptIsInDoubt(Moment moment) {
    SIMULATOR.failNext(Fault.drop(moment), Fault.error(400, "ORDER_PAID"));

    WechatPayException thrown = failure(WECHAT_PAY);

    assertThat(thrown).isInstanceOf(OrderPaidException.class);
    assertThat(thrown.attempts()).isEqualTo(2);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown.next()).isEqualTo(NextStep.QUERY_ORDER);
  }

  @Test
  void reportsThatNothingChangedIfNoAttemptWasAccepted() {
    Fault fault = Fault.error(429, "FREQUENCY_LIMITED");
    SIMULATOR.failNext(fault, fault, fault);

    WechatPayException thrown = failure(WECHAT_PAY);

    assertThat(thrown).isInstanceOf(FrequencyLimitedException.class);
    assertThat(thrown.attempts()).isEqualTo(3);
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(SIMULATOR.state(outTradeNo)).contains(OrderState.UNPAID);
  }

  @Test
  void waitsAsLongAsTheGatewayAsks() {
    SIMULATOR.failNext(Fault.error(429, "FREQUENCY_LIMITED").withHeader("Retry-After", "1"));

    long start = System.nanoTime();
    WECHAT_PAY.closeOrder(outTradeNo);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(attempts()).hasSize(2);
  }

  @Test
  void doesNotWaitLongerThanItsLimit() {
    SIMULATOR.failNext(Fault.error(429, "FREQUENCY_LIMITED").withHeader("Retry-After", "3"));

    assertThat(failure(WECHAT_PAY).attempts()).isEqualTo(1);
  }

  @Test
  void endsACallWhoseThreadIsInterruptedDuringAPause() {
    SIMULATOR.failNext(Fault.error(500, "SYSTEM_ERROR").withHeader("Retry-After", "60"));
    CallObserver interrupting =
        new CallObserver() {
          @Override
          public void attempted(AttemptEnd attempt) {
            Thread.currentThread().interrupt();
          }
        };
    try (WechatPay wechatPay =
        WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR))
            .baseUrl(SIMULATOR.baseUrl())
            .retryPolicy(
                RetryPolicy.standard()
                    .withDelays(Duration.ZERO, Duration.ZERO)
                    .withRetryAfterLimit(Duration.ofHours(1)))
            .deadline(Duration.ofMinutes(10))
            .listener(call -> interrupting)
            .build()) {
      WechatPayException failure = failure(wechatPay);

      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(failure).isInstanceOf(SystemErrorException.class);
      assertThat(failure.attempts()).isEqualTo(1);
      assertThat(attempts()).hasSize(1);
    }
  }

  @Test
  void stopsRepeatingIfTheBudgetIsSpent() {
    RetryPolicy twoMore =
        RetryPolicy.standard()
            .withDelays(Duration.ofMillis(1), Duration.ofMillis(1))
            .withRetryAfterLimit(Duration.ZERO)
            .withBudget(10);
    try (WechatPay wechatPay = client(twoMore)) {
      SIMULATOR.failWhen(request -> Optional.of(Fault.error(503, "SERVICE_UNAVAILABLE")));

      assertThat(failure(wechatPay).attempts()).isEqualTo(3);
      assertThat(failure(wechatPay).attempts()).isEqualTo(1);
      assertThat(failure(wechatPay).attempts()).isEqualTo(1);
    } finally {
      SIMULATOR.failWhen(request -> Optional.empty());
    }
  }

  @Test
  void neverRepeatsAMethodThatIsNotReentrant() {
    UnmarkedApi api = WECHAT_PAY.create(UnmarkedApi.class);
    for (Fault fault :
        List.of(Fault.error(500, "SYSTEM_ERROR"), Fault.drop(Moment.BEFORE_APPLYING))) {
      SIMULATOR.failNext(fault);
      long before = SIMULATOR.requestCount();

      WechatPayException thrown =
          catchThrowableOfType(
              WechatPayException.class, () -> api.close(new CloseOrderRequest(SIMULATOR.mchid())));

      assertThat(thrown.attempts()).isEqualTo(1);
      assertThat(SIMULATOR.requestCount() - before).isEqualTo(1);
    }
  }

  @Test
  void repeatsAsynchronousCallsToo() {
    withAsyncApi(
        (api, simulator) -> {
          simulator.failNext(Fault.drop(Moment.BEFORE_APPLYING), Fault.error(503, "X"));

          api.close(new CloseOrderRequest(simulator.mchid()))
              .orTimeout(10, TimeUnit.SECONDS)
              .join();

          assertThat(simulator.state("ASYNC-ORDER")).contains(OrderState.CLOSED);
          assertThat(simulator.requestCount()).isEqualTo(3);
        });
  }

  @Test
  void failsAsynchronousCallsWithTheNumberOfAttempts() {
    withAsyncApi(
        (api, simulator) -> {
          simulator.failWhen(request -> Optional.of(Fault.drop(Moment.AFTER_APPLYING)));

          ExecutionException thrown =
              catchThrowableOfType(
                  ExecutionException.class,
                  () ->
                      api.close(new CloseOrderRequest(simulator.mchid()))
                          .get(10, TimeUnit.SECONDS));

          assertThat(thrown)
              .cause()
              .isInstanceOfSatisfying(
                  TransportException.class, e -> assertThat(e.attempts()).isEqualTo(3));
        });
  }

  private static void withAsyncApi(BiConsumer<AsyncApi, WechatPaySimulator> test) {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
        WechatPayClient client =
            WechatPayClient.builder(SimulatedGateway.merchantOf(simulator))
                .retryPolicy(IMPATIENT)
                .build()) {
      simulator.createOrder("ASYNC-ORDER");
      test.accept(
          AsyncFeign.<Object>builder()
              .client(client)
              .requestInterceptor(
                  new WechatPayRequestInterceptor(SimulatedGateway.merchantOf(simulator)))
              .encoder(new JacksonEncoder())
              .errorDecoder(new WechatPayErrorDecoder())
              .target(AsyncApi.class, simulator.baseUrl()),
          simulator);
    }
  }

  private List<ReceivedRequest> attempts() {
    return SIMULATOR.requests().stream()
        .filter(request -> request.outTradeNo().equals(Optional.of(outTradeNo)))
        .toList();
  }

  private WechatPayException failure(WechatPay wechatPay) {
    WechatPayException thrown =
        catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder(outTradeNo));
    assertThat(thrown).as("the failure").isNotNull();
    return thrown;
  }

  private static WechatPay client(RetryPolicy policy) {
    return WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR))
        .baseUrl(SIMULATOR.baseUrl())
        .retryPolicy(policy)
        .build();
  }
}
