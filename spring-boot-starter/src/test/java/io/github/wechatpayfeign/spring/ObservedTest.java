package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationConvention;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Calls that Micrometer measures, and that Resilience4j guards. */
class ObservedTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final SimulatedMerchant SHOP = SIMULATOR.addMerchant("1900000222");

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
    SIMULATOR.createOrder("ORDER-1");
    SHOP.book().create("ORDER-1");
  }

  private static ApplicationContextRunner application() {
    return Starter.of(SIMULATOR)
        .withConfiguration(
            AutoConfigurations.of(
                WechatPayMetricsAutoConfiguration.class,
                WechatPayResilience4jAutoConfiguration.class))
        .withPropertyValues(Starter.merchant("wechatpay.merchants.shop", SIMULATOR, SHOP));
  }

  @Test
  void areMeasuredIfTheApplicationMeasures() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    application()
        .withBean(SimpleMeterRegistry.class, () -> meters)
        .withBean(ObservationRegistry.class, () -> observations)
        .run(
            context -> {
              context.getBean(WechatPay.class).closeOrder("ORDER-1");
              context.getBean(MeterBinder.class).bindTo(meters);

              assertThat(meters.getMeters())
                  .extracting(meter -> meter.getId().getName())
                  .anyMatch(name -> name.startsWith("wechatpay"));
              assertThat(context)
                  .hasSingleBean(MeterListener.class)
                  .hasSingleBean(ObservationListener.class);
            });
  }

  @Test
  void areNamedByAConventionOfTheApplication() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    application()
        .withBean(ObservationRegistry.class, () -> observations)
        .withBean(
            WechatPayObservationConvention.class,
            () ->
                new WechatPayObservationConvention() {
                  @Override
                  public String getName() {
                    return "shop.pay";
                  }
                })
        .run(
            context -> {
              context.getBean(WechatPay.class).closeOrder("ORDER-1");

              assertThat(meters.find("shop.pay").timer()).isNotNull();
              assertThat(context).doesNotHaveBean(MeterListener.class);
            });
  }

  @Test
  void areNotMeasuredOtherwise() {
    application()
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(MeterListener.class)
                    .doesNotHaveBean(ObservationListener.class));
  }

  @Test
  void areHeldBackByACircuitBreakerThatIsOpen() {
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    breakers.circuitBreaker("wechatpay").transitionToOpenState();
    application()
        .withBean(CircuitBreakerRegistry.class, () -> breakers)
        .run(
            context ->
                assertThatExceptionOfType(CallHeldBackException.class)
                    .isThrownBy(() -> context.getBean(WechatPay.class).closeOrder("ORDER-1")));
  }

  @Test
  void areHeldBackByWhatIsNamedAfterTheirMerchant() {
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    breakers.circuitBreaker("wechatpay-shop").transitionToOpenState();
    application()
        .withBean(CircuitBreakerRegistry.class, () -> breakers)
        .run(
            context -> {
              context.getBean(WechatPay.class).closeOrder("ORDER-1");
              assertThatExceptionOfType(CallHeldBackException.class)
                  .isThrownBy(
                      () ->
                          context.getBean("shopWechatPay", WechatPay.class).closeOrder("ORDER-1"));
            });
  }

  @Test
  void areHeldBackByARateLimiterWithoutPermissions() {
    RateLimiterRegistry limiters =
        RateLimiterRegistry.of(
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofHours(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    limiters.rateLimiter("wechatpay");
    application()
        .withBean(RateLimiterRegistry.class, () -> limiters)
        .run(
            context -> {
              WechatPay wechatPay = context.getBean(WechatPay.class);
              wechatPay.closeOrder("ORDER-1");
              assertThatExceptionOfType(CallHeldBackException.class)
                  .isThrownBy(() -> wechatPay.closeOrder("ORDER-1"));
            });
  }
}
