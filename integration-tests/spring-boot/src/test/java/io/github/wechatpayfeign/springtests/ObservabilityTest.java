package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationContext;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationConvention;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application observes of its calls, and what WeChat Pay sees of the application. */
class ObservabilityTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final List<String> observed = new ArrayList<>();
  private final ApplicationContextRunner traced =
      Applications.whole(simulator).withBean(ObservationRegistry.class, this::observations);

  @BeforeEach
  void placeAnOrder() {
    simulator.createOrder(ORDER);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** A registry whose handler does what the handlers of tracers do. */
  private ObservationRegistry observations() {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(new Tracer());
    return registry;
  }

  private final class Tracer implements ObservationHandler<WechatPayObservationContext> {

    @Override
    public void onStart(WechatPayObservationContext context) {
      var carrier = Objects.requireNonNull(context.getCarrier());
      context.getSetter().set(carrier, "traceparent", TRACE);
      context.getSetter().set(carrier, "baggage", "user-phone=13800138000");
    }

    @Override
    public void onStop(WechatPayObservationContext context) {
      observed.add(context.getName());
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return context instanceof WechatPayObservationContext;
    }
  }

  private ReceivedRequest closeAnOrder(ApplicationContextRunner application) {
    application.run(context -> context.getBean(WechatPay.class).closeOrder(ORDER));
    assertThat(simulator.requests()).hasSize(1);
    return simulator.requests().get(0);
  }

  @Test
  void observesCallsWithoutMicrometerMetrics() {
    closeAnOrder(traced.withClassLoader(new FilteredClassLoader("io.micrometer.core")));

    assertThat(observed).containsExactly("wechatpay.calls");
  }

  @Test
  void usesTheConventionOfTheApplication() {
    closeAnOrder(
        traced.withBean(
            WechatPayObservationConvention.class,
            () ->
                new WechatPayObservationConvention() {
                  @Override
                  public String getName() {
                    return "payments";
                  }
                }));

    assertThat(observed).containsExactly("payments");
  }

  @Test
  void sendsNoHeaderOfTheTracerToWechatPay() {
    assertThat(closeAnOrder(traced).headers().toString())
        .doesNotContain("13800138000", TRACE)
        .doesNotContainIgnoringCase("baggage");
  }

  @Test
  void sendsTheHeadersOfTheTracerThatAPropertyNames() {
    ReceivedRequest request =
        closeAnOrder(
            traced.withPropertyValues("wechatpay.tracing.propagated-headers=traceparent,b3"));

    assertThat(request.header("traceparent")).containsExactly(TRACE);
    assertThat(request.header("baggage")).isEmpty();
  }

  @Test
  void showsGaugesOfAMerchantThatIsAddedLater() {
    Applications.whole(simulator)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              context.getBeansOfType(MeterBinder.class).values().forEach(b -> b.bindTo(meters));
              Merchant first = context.getBean(WechatPay.class).merchant();

              context
                  .getBean(WechatPayRegistry.class)
                  .put(
                      Merchant.builder()
                          .mchid("1900000222")
                          .merchantSerial(first.merchantSerial())
                          .privateKeyPem(simulator.merchantPrivateKeyPem())
                          .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
                          .build());

              assertThat(meters.find("wechatpay.platform.key.expiry").gauges())
                  .extracting(gauge -> gauge.getId().getTag("mchid"))
                  .containsExactlyInAnyOrder(first.mchid(), "1900000222");
            });
  }
}
