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
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationContext;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.Loopback;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.Falsification;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.Moment;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final List<WechatPayObservationContext> ended = new CopyOnWriteArrayList<>();

  /**
   * True after all listeners learned of an end. Another thread may inform them of a cancelled call.
   */
  private volatile boolean told;

  ObservedCallsTest() {
    SIMULATOR.createOrder(outTradeNo);
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new Recorder());
  }

  /** Keeps the contexts of observations that ended. */
  private final class Recorder implements ObservationHandler<WechatPayObservationContext> {

    @Override
    public void onStop(WechatPayObservationContext context) {
      ended.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return context instanceof WechatPayObservationContext;
    }
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
        Arguments.of(
            Fault.delay(Duration.ofMillis(900), Moment.AFTER_APPLYING), "UNKNOWN none none"),
        Arguments.of(Fault.falsify(Falsification.FORGED), "UNKNOWN 204 none"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void measuresAFailedCallByItsOutcome(Fault fault, String labels) {
    SIMULATOR.failNext(fault);
    try (WechatPay wechatPay = observed(builder().retryPolicy(RetryPolicy.off()))) {
      Throwable thrown = catchThrowable(() -> wechatPay.closeOrder(outTradeNo));

      assertThat(onlyCall()).isEqualTo("close " + labels + " " + thrown.getClass().getSimpleName());
      assertThat(ended.get(0).getError()).hasSameClassAs(thrown).hasMessage(thrown.getMessage());
    }
  }

  @Test
  void measuresASuccess() {
    try (WechatPay wechatPay = observed(builder())) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(onlyCall()).isEqualTo("close SUCCESS 204 none none");
      assertThat(meters.get("wechatpay.calls").timer().totalTime(TimeUnit.NANOSECONDS))
          .isPositive();
    }
  }

  @Test
  void labelsTheCloseOfAPlainAndOfADecisiveCloseAlike() {
    SIMULATOR.createOrder(outTradeNo + "-2");
    try (WechatPay wechatPay = observed(builder())) {
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
        observed(builder().baseUrl(Loopback.closedPort()).retryPolicy(RetryPolicy.off()))) {
      assertThatThrownBy(() -> wechatPay.closeOrder(outTradeNo))
          .isInstanceOf(RuntimeException.class);

      assertThat(onlyCall()).isEqualTo("close REJECTED none none TransportException");
    }
  }

  @Test
  void measuresARepeatedCallOnceAndCountsItsAttempts() {
    SIMULATOR.failNext(
        Fault.error(503, "SERVICE_UNAVAILABLE"), Fault.falsify(Falsification.FORGED));
    try (WechatPay wechatPay = observed(builder())) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(onlyCall()).isEqualTo("close SUCCESS 204 none none");
      assertThat(count("wechatpay.attempts", "repeated", "false")).isEqualTo(1);
      assertThat(count("wechatpay.attempts", "repeated", "true")).isEqualTo(2);
      assertThat(count("wechatpay.verification.failures", "reason", "WRONG_SIGNATURE"))
          .isEqualTo(1);
      assertThat(ended.get(0).getHighCardinalityKeyValues())
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
    try (WechatPay wechatPay = observed(builder().okHttpClient(broken))) {
      Throwable thrown = catchThrowable(() -> wechatPay.closeOrder(outTradeNo));

      assertThat(thrown).isInstanceOf(LocalFailureException.class).hasCause(breakage);
      assertThat(onlyCall()).isEqualTo("close " + outcome + " none none LocalFailureException");
    }
  }

  @Test
  void measuresAnAsynchronousCallAsItsCallerSeesIt() {
    SIMULATOR.failNext(Fault.drop(Moment.BEFORE_APPLYING), Fault.error(403, "TRADE_ERROR"));
    try (WechatPay wechatPay = observed(builder())) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      Throwable failure =
          Await.failureOf(api.close(outTradeNo, new CloseOrderRequest(SIMULATOR.mchid())));

      assertThat(failure).isInstanceOf(TradeErrorException.class);
      assertThat(onlyCall())
          .isEqualTo("AsyncTransactionsApi#close UNKNOWN 403 TRADE_ERROR TradeErrorException");
    }
  }

  @Test
  void measuresACallThatIsCancelled() {
    SIMULATOR.failNext(Fault.delay(Duration.ofSeconds(1), Moment.BEFORE_APPLYING));
    try (WechatPay wechatPay = observed(builder())) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      api.close(outTradeNo, new CloseOrderRequest(SIMULATOR.mchid())).cancel(true);
      Await.until(() -> told);

      assertThat(onlyCall())
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
    try (WechatPay wechatPay = observed(builder())) {
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
    try (WechatPay wechatPay = observed(builder().retryPolicy(RetryPolicy.off()))) {
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
        .deadline(Duration.ofMillis(700))
        .retryPolicy(IMPATIENT);
  }

  private WechatPay observed(WechatPayBuilder builder) {
    return builder
        .listener(new ObservationListener(observations))
        .listener(new MeterListener(meters))
        .listener(
            call ->
                new CallObserver() {
                  @Override
                  public void ended(CallEnd end) {
                    told = true;
                  }
                })
        .build();
  }

  /** Returns the labels of the only call, after it was checked that there was one. */
  private String onlyCall() {
    assertThat(ended).hasSize(1);
    assertThat(meters.find("wechatpay.calls").timers()).hasSize(1);
    Timer timer = meters.get("wechatpay.calls").timer();
    assertThat(timer.count()).isEqualTo(1);
    return Stream.of("operation", "outcome", "status", "code", "error")
        .map(label -> String.valueOf(timer.getId().getTag(label)))
        .collect(Collectors.joining(" "))
        .replaceFirst("^TransactionsApi#", "");
  }

  private double count(String name, String label, String value) {
    return meters.find(name).tag(label, value).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
