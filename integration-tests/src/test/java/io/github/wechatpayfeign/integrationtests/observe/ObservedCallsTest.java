package io.github.wechatpayfeign.integrationtests.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.RequestInterceptor;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.Loopback;
import io.github.wechatpayfeign.integrationtests.support.ObservedCalls;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call is measured once, whatever becomes of it, with labels of few values. */
class ObservedCallsTest {

  private static final RetryPolicy IMPATIENT =
      RetryPolicy.standard()
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(2))
          .withRetryAfterLimit(Duration.ZERO);

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private static int orders;

  private final String outTradeNo = "ORDER-20261123-" + ++orders;
  private final ObservedCalls calls = new ObservedCalls();
  private final MeterRegistry meters = calls.meters();

  ObservedCallsTest() {
    SIMULATOR.createOrder(outTradeNo);
  }

  @AfterEach
  void stop() {
    assertThat(meters.find("wechatpay.calls.active").longTaskTimers())
        .as("observations that did not end")
        .allMatch(timer -> timer.activeTasks() == 0);
  }

  @AfterAll
  static void stopSimulator() {
    SIMULATOR.close();
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of(Fault.error(403, "TRADE_ERROR"), "REJECTED 403 TRADE_ERROR"),
        Arguments.of(Fault.error(400, "ORDERPAID"), "REJECTED 400 ORDER_PAID"),
        Arguments.of(Fault.error(400, "BRAND_NEW_1"), "REJECTED 400 OTHER"),
        Arguments.of(Fault.error(418, "TEAPOT"), "REJECTED 4xx OTHER"),
        Arguments.of(Fault.error(500, "SYSTEM_ERROR"), "UNKNOWN 500 SYSTEM_ERROR"),
        Arguments.of(Fault.html(502), "UNKNOWN 502 none"),
        Arguments.of(Fault.html(599), "UNKNOWN 5xx none"),
        Arguments.of(Fault.redirect(302, "/v3/x"), "UNKNOWN 3xx none"),
        Arguments.of(Fault.drop(Moment.AFTER_APPLYING), "UNKNOWN none none"),
        Arguments.of(Fault.falsify(Falsification.FORGED), "UNKNOWN 204 none"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void measuresAFailedCallByItsOutcome(Fault fault, String labels) {
    SIMULATOR.failNext(fault);
    try (WechatPay wechatPay = calls.client(builder().retryPolicy(RetryPolicy.off()))) {
      assertIsMeasured(wechatPay, labels);
    }
  }

  @Test
  void measuresACallThatEndsAtItsDeadline() {
    SIMULATOR.failNext(Fault.delay(Duration.ofMinutes(1), Moment.AFTER_APPLYING));
    try (WechatPay wechatPay = calls.client(builder().deadline(Duration.ofSeconds(1)))) {
      assertIsMeasured(wechatPay, "UNKNOWN none none");
    }
  }

  private void assertIsMeasured(WechatPay wechatPay, String labels) {
    Throwable thrown = catchThrowable(() -> wechatPay.closeOrder(outTradeNo));

    assertThat(calls.onlyCall())
        .isEqualTo("close " + labels + " " + thrown.getClass().getSimpleName());
    assertThat(calls.onlyObservation().getError())
        .hasSameClassAs(thrown)
        .hasMessage(thrown.getMessage());
  }

  @Test
  void measuresASuccess() {
    try (WechatPay wechatPay = calls.client(builder())) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(calls.onlyCall()).isEqualTo("close SUCCESS 204 none none");
      assertThat(meters.get("wechatpay.calls").timer().totalTime(TimeUnit.NANOSECONDS))
          .isPositive();
    }
  }

  @Test
  void labelsTheCloseOfAPlainAndOfADecisiveCloseAlike() {
    SIMULATOR.createOrder(outTradeNo + "-2");
    try (WechatPay wechatPay = calls.client(builder())) {
      wechatPay.closeOrder(outTradeNo);
      wechatPay.closeDecisively(outTradeNo + "-2");

      assertThat(
              meters.find("wechatpay.calls").timers().stream()
                  .map(timer -> timer.getId().getTag("operation") + " " + timer.count()))
          .containsExactlyInAnyOrder("TransactionsApi#close 2", "TransactionsApi#query 2");
    }
  }

  @Test
  void measuresACallThatNothingWasSentOf() throws IOException {
    try (WechatPay wechatPay =
        calls.client(builder().baseUrl(Loopback.closedPort()).retryPolicy(RetryPolicy.off()))) {
      assertThatThrownBy(() -> wechatPay.closeOrder(outTradeNo))
          .isInstanceOf(RuntimeException.class);

      assertThat(calls.onlyCall()).isEqualTo("close REJECTED none none TransportException");
    }
  }

  @Test
  void measuresARepeatedCallOnceAndCountsItsAttempts() {
    SIMULATOR.failNext(
        Fault.error(503, "SERVICE_UNAVAILABLE"), Fault.falsify(Falsification.FORGED));
    try (WechatPay wechatPay = calls.client(builder())) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(calls.onlyCall()).isEqualTo("close SUCCESS 204 none none");
      assertThat(count("wechatpay.attempts", "repeated", "false")).isEqualTo(1);
      assertThat(count("wechatpay.attempts", "repeated", "true")).isEqualTo(2);
      assertThat(count("wechatpay.verification.failures", "reason", "WRONG_SIGNATURE"))
          .isEqualTo(1);
      assertThat(calls.onlyObservation().getHighCardinalityKeyValues())
          .contains(KeyValue.of("wechatpay.attempts", "3"));
    }
  }

  static Stream<Arguments> breakages() {
    return Stream.of(
        Arguments.of(new IllegalStateException("broken"), "REJECTED"),
        Arguments.of(new StackOverflowError(), "REJECTED"),
        Arguments.of(new NoClassDefFoundError("gone"), "REJECTED"));
  }

  @ParameterizedTest
  @MethodSource("breakages")
  void endsTheObservationOfACallThatBreaks(Throwable breakage, String outcome) {
    OkHttpClient broken =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  if (breakage instanceof Error e) {
                    throw e;
                  }
                  throw (RuntimeException) breakage;
                })
            .build();
    try (WechatPay wechatPay = calls.client(builder().okHttpClient(broken))) {
      Throwable thrown = catchThrowable(() -> wechatPay.closeOrder(outTradeNo));

      assertThat(thrown).isInstanceOf(LocalFailureException.class).hasCause(breakage);
      assertThat(calls.onlyCall())
          .isEqualTo("close " + outcome + " none none LocalFailureException");
    }
  }

  @Test
  void measuresAnAsynchronousCallAsItsCallerSeesIt() {
    SIMULATOR.failNext(Fault.drop(Moment.BEFORE_APPLYING), Fault.error(403, "TRADE_ERROR"));
    try (WechatPay wechatPay = calls.client(builder())) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      Throwable failure =
          Await.failureOf(api.close(outTradeNo, new CloseOrderRequest(SIMULATOR.mchid())));

      assertThat(failure).isInstanceOf(TradeErrorException.class);
      assertThat(calls.onlyCall())
          .isEqualTo("AsyncTransactionsApi#close UNKNOWN 403 TRADE_ERROR TradeErrorException");
    }
  }

  @Test
  void measuresACallThatIsCancelled() {
    SIMULATOR.failNext(Fault.delay(Duration.ofSeconds(1), Moment.BEFORE_APPLYING));
    try (WechatPay wechatPay = calls.client(builder())) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      api.close(outTradeNo, new CloseOrderRequest(SIMULATOR.mchid())).cancel(true);

      assertThat(calls.onlyCall())
          .startsWith("AsyncTransactionsApi#close ")
          .endsWith(" none none CancellationException");
    }
  }

  @Test
  void measuresNothingWhereFeignRefusesACallBeforeTheClient() {
    RequestInterceptor refusing =
        template -> {
          throw new IllegalStateException("refused");
        };
    try (WechatPay wechatPay = calls.client(builder())) {
      TransactionsApi api =
          wechatPay
              .feignBuilder()
              .requestInterceptor(refusing)
              .target(TransactionsApi.class, wechatPay.baseUrl());

      assertThatThrownBy(() -> api.close(outTradeNo, new CloseOrderRequest(SIMULATOR.mchid())))
          .isInstanceOf(RuntimeException.class);

      assertThat(meters.find("wechatpay.calls").timers()).isEmpty();
    }
  }

  @Test
  void putsNoOrderNumberIntoALabel() {
    SIMULATOR.failNext(Fault.error(400, outTradeNo), Fault.drop(Moment.AFTER_APPLYING));
    try (WechatPay wechatPay = calls.client(builder().retryPolicy(RetryPolicy.off()))) {
      assertThatThrownBy(() -> wechatPay.closeOrder(outTradeNo))
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> wechatPay.closeOrder(outTradeNo))
          .isInstanceOf(RuntimeException.class);
      wechatPay.closeOrder(outTradeNo);
      wechatPay.queryOrder(outTradeNo);

      assertThat(meters.getMeters().stream().map(Meter::getId).flatMap(id -> id.getTags().stream()))
          .isNotEmpty()
          .extracting(Tag::getValue)
          .noneMatch(value -> value.contains(outTradeNo));
    }
  }

  private WechatPayBuilder builder() {
    return WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR))
        .baseUrl(SIMULATOR.baseUrl())
        .retryPolicy(IMPATIENT);
  }

  private double count(String name, String label, String value) {
    return meters.find(name).tag(label, value).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
