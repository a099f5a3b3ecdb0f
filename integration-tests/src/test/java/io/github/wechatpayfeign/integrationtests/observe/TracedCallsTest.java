package io.github.wechatpayfeign.integrationtests.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import brave.ScopedSpan;
import brave.Tracing;
import brave.baggage.BaggageField;
import brave.baggage.BaggagePropagation;
import brave.baggage.BaggagePropagationConfig.SingleBaggageField;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.brave.bridge.W3CPropagation;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A usual tracer makes a span for each call. WeChat Pay is a third party, so it gets no header of
 * the tracer unless the user names that header.
 */
class TracedCallsTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final String PHONE = "13800138000";
  private static final BaggageField USER_PHONE = BaggageField.create("user-phone");

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final List<MutableSpan> spans = new ArrayList<>();
  private final Tracing tracing =
      Tracing.newBuilder()
          .traceId128Bit(true)
          .propagationFactory(
              BaggagePropagation.newFactoryBuilder(new W3CPropagation())
                  .add(SingleBaggageField.remote(USER_PHONE))
                  .build())
          .addSpanHandler(new Collector())
          .build();
  private final ObservationRegistry observations = ObservationRegistry.create();

  TracedCallsTest() {
    simulator.createOrder(ORDER);
    BraveTracer tracer =
        new BraveTracer(
            tracing.tracer(),
            new BraveCurrentTraceContext(tracing.currentTraceContext()),
            new BraveBaggageManager());
    observations
        .observationConfig()
        .observationHandler(
            new PropagatingSenderTracingObservationHandler<>(tracer, new BravePropagator(tracing)));
  }

  /** Stores ended spans. */
  private final class Collector extends SpanHandler {
    @Override
    public boolean end(TraceContext context, MutableSpan span, Cause cause) {
      return spans.add(span);
    }
  }

  @AfterEach
  void stop() {
    tracing.close();
    simulator.close();
  }

  @Test
  void sendsNoHeaderOfTheTracerByDefault() {
    close(new ObservationListener(observations));

    assertThat(spans).extracting(MutableSpan::name).contains("wechatpay TransactionsApi#close");
    assertThat(onlyRequest().headers().toString())
        .doesNotContain(PHONE, spans.get(0).traceId())
        .doesNotContainIgnoringCase("traceparent");
  }

  @Test
  void sendsTheSpanWithEachRequestIfTheUserNamesItsHeader() {
    simulator.failNext(Fault.error(500, "SYSTEM_ERROR"));
    close(new ObservationListener(observations).propagating("TraceParent"));

    MutableSpan span = spans.get(0);
    assertThat(span.name()).isEqualTo("wechatpay TransactionsApi#close");
    assertThat(span.tag("wechatpay.attempts")).isEqualTo("2");
    assertThat(simulator.requests())
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.header("traceparent"))
                  .containsExactly("00-" + span.traceId() + "-" + span.id() + "-01");
              assertThat(request.headers().toString()).doesNotContain(PHONE);
            });
  }

  @Test
  void sendsBaggageIfTheUserNamesItsHeader() {
    close(new ObservationListener(observations).propagating("user-phone"));

    assertThat(onlyRequest().header("user-phone")).containsExactly(PHONE);
    assertThat(onlyRequest().headers().keySet())
        .extracting(name -> name.toLowerCase(Locale.ROOT))
        .doesNotContain("traceparent");
  }

  private ReceivedRequest onlyRequest() {
    assertThat(simulator.requests()).hasSize(1);
    return simulator.requests().get(0);
  }

  /** Closes the order while the caller's trace contains the phone number of the user. */
  private void close(ObservationListener listener) {
    ScopedSpan caller = tracing.tracer().startScopedSpan("cancel order");
    try (WechatPay wechatPay = traced(listener)) {
      assertThat(USER_PHONE.updateValue(caller.context(), PHONE)).isTrue();
      wechatPay.closeOrder(ORDER);
    } finally {
      caller.finish();
    }
  }

  @Test
  void endsTheSpanOfACallThatFailed() {
    simulator.failNext(Fault.error(403, "TRADE_ERROR"));
    try (WechatPay wechatPay = traced(new ObservationListener(observations))) {
      assertThat(catchThrowable(() -> wechatPay.closeOrder(ORDER)))
          .isInstanceOf(TradeErrorException.class);
    }

    assertThat(spans)
        .singleElement()
        .satisfies(span -> assertThat(span.error()).isInstanceOf(TradeErrorException.class));
  }

  private WechatPay traced(ObservationListener listener) {
    return WechatPay.builder(SimulatedGateway.merchantOf(simulator))
        .baseUrl(simulator.baseUrl())
        .listener(listener)
        .build();
  }
}
