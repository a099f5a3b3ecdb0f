package io.github.wechatpayfeign.integrationtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.brave.bridge.W3CPropagation;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tracer as applications have it makes a span of each call, and its context travels. */
class TracedCallsTest {

  private static final String ORDER = "ORDER-20261123-1";

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final List<MutableSpan> spans = new ArrayList<>();
  private final Tracing tracing =
      Tracing.newBuilder()
          .traceId128Bit(true)
          .propagationFactory(new W3CPropagation())
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

  /** Keeps spans that ended. */
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
  void sendsTheSpanOfTheCallWithEachOfItsRequests() {
    simulator.failNext(Fault.error(500, "SYSTEM_ERROR"));
    try (WechatPay wechatPay = traced()) {
      wechatPay.closeOrder(ORDER);
    }

    MutableSpan span = spans.get(0);
    assertThat(spans).hasSize(1);
    assertThat(span.name()).isEqualTo("wechatpay TransactionsApi#closeWithResponse");
    assertThat(span.tag("wechatpay.attempts")).isEqualTo("2");
    assertThat(simulator.requests())
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request.header("traceparent"))
                    .containsExactly("00-" + span.traceId() + "-" + span.id() + "-01"));
  }

  @Test
  void endsTheSpanOfACallThatFailed() {
    simulator.failNext(Fault.error(403, "TRADE_ERROR"));
    try (WechatPay wechatPay = traced()) {
      assertThat(catchThrowable(() -> wechatPay.closeOrder(ORDER)))
          .isInstanceOf(TradeErrorException.class);
    }

    assertThat(spans)
        .singleElement()
        .satisfies(span -> assertThat(span.error()).isInstanceOf(TradeErrorException.class));
  }

  private WechatPay traced() {
    return WechatPay.builder(SimulatedGateway.merchantOf(simulator))
        .baseUrl(simulator.baseUrl())
        .listener(new ObservationListener(observations))
        .build();
  }
}
