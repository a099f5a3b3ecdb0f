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
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayMeters;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationContext;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationConvention;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.Loopback;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.Falsification;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.Moment;
import io.github.wechatpayfeign.simulator.ReceivedRequest;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call is measured once, however it ends, with labels that have few values. */
class ObservedCallsTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final RetryPolicy IMPATIENT =
      RetryPolicy.standard()
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(2))
          .withRetryAfterLimit(Duration.ZERO);

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private static int orders;

  private final String outTradeNo = "ORDER-20261123-" + ++orders;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final List<WechatPayObservationContext> ended = new ArrayList<>();

  ObservedCallsTest() {
    SIMULATOR.createOrder(outTradeNo);
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new Tracer());
  }

  /** Handles a context like the handlers of tracers. */
  private final class Tracer implements ObservationHandler<WechatPayObservationContext> {

    @Override
    public void onStart(WechatPayObservationContext context) {
      context.getSetter().set(context.getCarrier(), "traceparent", TRACE);
    }

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
  void measuresACallOfWhichNothingWasSent() throws IOException {
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

  @Test
  void carriesTheTraceInEachRequest() {
    SIMULATOR.failNext(Fault.drop(Moment.BEFORE_APPLYING));
    try (WechatPay wechatPay =
        builder()
            .listener(new ObservationListener(observations).propagating("traceparent"))
            .build()) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(requests())
          .hasSize(2)
          .extracting(request -> request.header("traceparent"))
          .containsOnly(List.of(TRACE));
    }
  }

  @Test
  void namesASpanAndLabelsItWithTheRequestId() {
    try (WechatPay wechatPay = observed(builder())) {
      wechatPay.closeOrder(outTradeNo);

      WechatPayObservationContext span = ended.get(0);
      assertThat(span.getContextualName()).isEqualTo("wechatpay TransactionsApi#close");
      assertThat(
              span.getHighCardinalityKeyValues().stream()
                  .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue)))
          .containsEntry("http.request.method", "POST")
          .containsEntry("url.template", "/v3/pay/transactions/out-trade-no/{out_trade_no}/close")
          .containsEntry("wechatpay.mchid", SIMULATOR.mchid())
          .containsKey("wechatpay.request_id");
    }
  }

  @Test
  void belongsToTheObservationOfTheCaller() {
    Observation caller = Observation.start("cancel order", observations);
    try (WechatPay wechatPay = observed(builder());
        Observation.Scope scope = caller.openScope()) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(scope.getCurrentObservation()).isSameAs(caller);
      assertThat(ended.get(0).getParentObservation()).isSameAs(caller);
    }
  }

  @Test
  void usesTheNamesOfTheUsersConvention() {
    WechatPayObservationConvention own =
        new WechatPayObservationConvention() {
          @Override
          public String getName() {
            return "payments";
          }
        };
    try (WechatPay wechatPay =
        builder().listener(new ObservationListener(observations, own)).build()) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(meters.get("payments").timer().count()).isEqualTo(1);
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

      assertThat(onlyCall())
          .startsWith("AsyncTransactionsApi#close ")
          .endsWith(" none none CancellationException");
    }
  }

  @Test
  void measuresNothingIfFeignRefusesACallBeforeTheClient() {
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

  @Test
  void showsStateWithoutACall() {
    try (WechatPay wechatPay = builder().build()) {
      new WechatPayMeters(wechatPay).bindTo(meters);

      assertThat(gauges())
          .containsEntry("wechatpay.backup.preferred", 0.0)
          .containsEntry("wechatpay.merchant.key.age", Double.NaN)
          .containsEntry("wechatpay.merchant.key.expiry", Double.NaN)
          .containsEntry("wechatpay.platform.key.expiry", Double.POSITIVE_INFINITY);
      assertThat(requests()).isEmpty();
    }
  }

  @Test
  void showsTheStateOfMerchantsThatComeAndGo() {
    Merchant first = SimulatedGateway.merchantOf(SIMULATOR);
    try (WechatPayRegistry registry =
        WechatPayRegistry.builder().baseUrl(SIMULATOR.baseUrl()).build()) {
      registry.put(first);
      WechatPayMeters.of(registry).bindTo(meters);
      assertThat(merchantsOf("wechatpay.platform.key.expiry")).containsExactly(first.mchid());

      registry.put(other(first));
      assertThat(merchantsOf("wechatpay.platform.key.expiry"))
          .containsExactlyInAnyOrder(first.mchid(), "1900000222");

      // It replaces an instance that has no other reference.
      registry.put(first);
      assertThat(meters.get("wechatpay.platform.key.expiry").tag("mchid", first.mchid()).gauge())
          .satisfies(gauge -> assertThat(gauge.value()).isEqualTo(Double.POSITIVE_INFINITY));

      assertThat(registry.remove(first.mchid())).isTrue();
      assertThat(meters.getMeters())
          .hasSize(4)
          .allSatisfy(meter -> assertThat(meter.getId().getTag("mchid")).isEqualTo("1900000222"));
    }
  }

  private static Merchant other(Merchant merchant) {
    return Merchant.builder()
        .mchid("1900000222")
        .merchantSerial(merchant.merchantSerial())
        .privateKeyPem(SIMULATOR.merchantPrivateKeyPem())
        .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
        .build();
  }

  private List<String> merchantsOf(String gauge) {
    return meters.find(gauge).gauges().stream()
        .map(each -> String.valueOf(each.getId().getTag("mchid")))
        .toList();
  }

  @Test
  void survivesAListenerThatThrows() {
    Logger log = Logger.getLogger(CallListener.class.getName());
    log.setLevel(Level.OFF);
    WechatPayBuilder builder =
        builder()
            .listener(
                call -> {
                  throw new IllegalStateException("a listener failed, on purpose");
                })
            .listener(ObservedCallsTest::none)
            .listener(call -> new BrokenObserver());
    try (WechatPay wechatPay = observed(builder)) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(onlyCall()).isEqualTo("close SUCCESS 204 none none");
    } finally {
      log.setLevel(null);
    }
  }

  @Test
  void ignoresHeadersOfAListenerThatAreIllegalOrAlreadySet() {
    Map<String, String> odd =
        Map.of("Authorization", "Bearer x", "baggage", "订单\n", "x y", "z", "fine", "yes");
    try (WechatPay wechatPay =
        builder()
            .listener(
                call ->
                    new CallObserver() {
                      @Override
                      public Map<String, String> headers() {
                        return odd;
                      }
                    })
            .build()) {
      wechatPay.closeOrder(outTradeNo);

      ReceivedRequest request = requests().get(0);
      assertThat(request.header("fine")).containsExactly("yes");
      assertThat(request.header("baggage")).isEmpty();
      assertThat(request.header("Authorization"))
          .singleElement()
          .asString()
          .startsWith("WECHATPAY2-SHA256-RSA2048 ");
    }
  }

  @SuppressWarnings("NullAway") // A listener of a user may be compiled without such checks.
  private static CallObserver none(CallStart call) {
    return null;
  }

  private List<ReceivedRequest> requests() {
    return SIMULATOR.requests().stream()
        .filter(request -> request.outTradeNo().equals(Optional.of(outTradeNo)))
        .toList();
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
        .build();
  }

  /** Returns the labels of the only call, and checks that there was exactly one. */
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

  private Map<String, Double> gauges() {
    return meters.getMeters().stream()
        .filter(meter -> !(meter instanceof LongTaskTimer))
        .collect(
            Collectors.toMap(
                meter -> meter.getId().getName(),
                meter -> meter.measure().iterator().next().getValue()));
  }

  /** Fails in each of its methods, also with errors. */
  private static final class BrokenObserver implements CallObserver {

    @Override
    public Map<String, String> headers() {
      throw new NoClassDefFoundError("on purpose");
    }

    @Override
    public void attempted(AttemptEnd attempt) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public void ended(CallEnd end) {
      throw new StackOverflowError();
    }
  }
}
