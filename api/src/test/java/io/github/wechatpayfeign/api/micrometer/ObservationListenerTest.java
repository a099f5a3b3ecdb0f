package io.github.wechatpayfeign.api.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.MerchantsOfSimulator;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The observation of a call: its names, its parent, and the headers that a tracer adds. */
class ObservationListenerTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private final String outTradeNo = "ORDER-1";
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final List<WechatPayObservationContext> ended = new ArrayList<>();

  ObservationListenerTest() {
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new Tracer());
  }

  /** Does with a context what the handlers of tracers do. */
  private final class Tracer implements ObservationHandler<WechatPayObservationContext> {

    @Override
    public void onStart(WechatPayObservationContext context) {
      context.getSetter().set(context.getCarrier(), "traceparent", TRACE);
      context.getSetter().set(context.getCarrier(), "baggage", "user=1");
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

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
    SIMULATOR.createOrder(outTradeNo);
  }

  private static WechatPayBuilder builder() {
    return WechatPay.builder(MerchantsOfSimulator.of(SIMULATOR))
        .baseUrl(SIMULATOR.baseUrl())
        .retryPolicy(RetryPolicy.standard().withMaxAttempts(2));
  }

  private WechatPay observed(WechatPayBuilder builder) {
    return builder.listener(new ObservationListener(observations)).build();
  }

  @Test
  void sendsNoHeaderOfATracerUnlessItIsNamed() {
    try (WechatPay wechatPay = observed(builder())) {
      wechatPay.closeOrder(outTradeNo);

      assertThat(SIMULATOR.requests().get(0).header("traceparent")).isEmpty();
      assertThat(SIMULATOR.requests().get(0).header("baggage")).isEmpty();
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

      assertThat(SIMULATOR.requests())
          .hasSize(2)
          .extracting(request -> request.header("traceparent"))
          .containsOnly(List.of(TRACE));
    }
  }

  @Test
  void namesASpanAndLabelsItWithWhatSupportAsksFor() {
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
  void takesNamesOfTheUsers() {
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
}
