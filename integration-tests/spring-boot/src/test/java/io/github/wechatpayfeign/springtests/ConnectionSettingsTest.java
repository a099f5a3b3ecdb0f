package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.SystemErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.ports.Ports;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.spring.WechatPayCustomizer;
import io.github.wechatpayfeign.spring.WechatPayHttpCustomizer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Each property sets the behaviour of the client that it describes. */
class ConnectionSettingsTest {

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final ApplicationContextRunner application = Applications.of(simulator);

  /** The beans of the configurations below are made by Spring, so they record what is static. */
  @BeforeEach
  void forget() {
    Guards.ASKED.clear();
    Customizers.SEEN.clear();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void repeatsACallAsOftenAsThePropertySays() {
    simulator.failWhen(request -> Optional.of(Fault.error(500, "SYSTEM_ERROR")));

    application
        .withPropertyValues("wechatpay.retry.max-attempts=4", "wechatpay.retry.base-delay=1ms")
        .run(
            context ->
                assertThat(failure(context, SystemErrorException.class))
                    .returns(4, SystemErrorException::attempts));
  }

  @Test
  void waitsForAnAnswerAsLongAsThePropertySays() {
    simulator.failNext(Fault.delay(Duration.ofMinutes(1), Moment.BEFORE_APPLYING));

    application
        .withPropertyValues("wechatpay.read-timeout=50ms", "wechatpay.retry.max-attempts=1")
        .run(
            context ->
                assertThat(failure(context, TransportException.class))
                    .hasCauseInstanceOf(InterruptedIOException.class));
  }

  /** A number without a unit is seconds, and not the milliseconds that Spring Boot takes it for. */
  @ParameterizedTest
  @ValueSource(strings = {"read-timeout", "deadline"})
  void readsANumberAsSeconds(String property) {
    simulator.createOrder("ORDER-1");
    simulator.failNext(Fault.delay(Duration.ofMillis(300), Moment.BEFORE_APPLYING));

    application
        .withPropertyValues("wechatpay." + property + "=20", "wechatpay.retry.max-attempts=1")
        .run(context -> context.getBean(WechatPay.class).closeOrder("ORDER-1"));

    assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
  }

  @Test
  void readsNumbersAsSecondsInEveryDuration() {
    application
        .withPropertyValues(
            "wechatpay.connect-timeout=600",
            "wechatpay.read-timeout=600",
            "wechatpay.write-timeout=600",
            "wechatpay.deadline=600",
            "wechatpay.reload-interval=5",
            "wechatpay.certificate-refresh=86400",
            "wechatpay.retry.base-delay=1",
            "wechatpay.retry.max-delay=2",
            "wechatpay.retry.retry-after-limit=3600",
            "wechatpay.close.deadline=3600",
            "wechatpay.close.pause=60",
            "wechatpay.close.paying-pause=3600",
            "wechatpay.merchants.shop.deadline=600")
        .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", simulator))
        .withPropertyValues("wechatpay.merchants.shop.mchid=1900000222")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(WechatPay.class).feignBuilder()).isNotNull();
            });
    // One second more than the longest that each of them takes.
    for (String most :
        List.of(
            "connect-timeout=601",
            "read-timeout=601",
            "write-timeout=601",
            "deadline=601",
            "certificate-refresh=86401",
            "retry.retry-after-limit=3601",
            "close.deadline=3601",
            "close.pause=61",
            "close.paying-pause=3601")) {
      application
          .withPropertyValues("wechatpay." + most)
          .run(context -> assertThat(context).as(most).hasFailed());
    }
  }

  @Test
  void endsACallByTheDeadline() {
    simulator.failNext(Fault.delay(Duration.ofMinutes(1), Moment.BEFORE_APPLYING));

    application
        .withPropertyValues("wechatpay.deadline=500ms")
        .run(
            context ->
                assertThat(failure(context, TransportException.class))
                    .returns(1, TransportException::attempts));
  }

  @Test
  void usesTheBackupUnlessItIsSwitchedOff() throws IOException {
    simulator.createOrder("ORDER-1");
    ApplicationContextRunner withBackup =
        application.withPropertyValues(
            "wechatpay.base-url=" + nobody(),
            "wechatpay.backup-base-url=" + simulator.baseUrl(),
            "wechatpay.retry.max-attempts=1");

    withBackup.run(context -> context.getBean(WechatPay.class).closeOrder("ORDER-1"));
    assertThat(simulator.requestCount()).isEqualTo(1);

    withBackup
        .withPropertyValues("wechatpay.failover=false")
        .run(
            context ->
                assertThat(failure(context, TransportException.class))
                    .returns(false, TransportException::sent));
    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  /** Returns a URL of this machine where nobody listens. */
  private static String nobody() {
    return "http://127.0.0.1:" + Ports.refusing();
  }

  /** An application that changes what the properties set. */
  @Configuration(proxyBeanMethods = false)
  static class Customizers {

    static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @Bean
    @Order(2)
    WechatPayHttpCustomizer second() {
      return http ->
          http.addInterceptor(
              chain -> {
                SEEN.add("second");
                return chain.proceed(
                    chain.request().newBuilder().header("X-Gateway", "egress").build());
              });
    }

    @Bean
    @Order(1)
    WechatPayHttpCustomizer first() {
      return http ->
          http.addInterceptor(
              chain -> {
                SEEN.add("first");
                return chain.proceed(chain.request());
              });
    }

    @Bean
    WechatPayCustomizer noRepeats() {
      return wechatPay -> wechatPay.retryPolicy(RetryPolicy.off());
    }
  }

  @Test
  void closesDecisivelyAsThePropertiesSay() {
    simulator.createOrder("ORDER-1");
    simulator.failWhen(
        request ->
            request.method().equals("POST")
                ? Optional.of(Fault.error(500, "SYSTEM_ERROR"))
                : Optional.empty());

    application
        .withPropertyValues(
            "wechatpay.retry.max-attempts=1",
            "wechatpay.close.attempts=2",
            "wechatpay.close.pause=1ms")
        .run(
            context ->
                assertThat(context.getBean(WechatPay.class).closeDecisively("ORDER-1").kind())
                    .isEqualTo(CloseDecision.Kind.UNSETTLED));

    assertThat(simulator.requests().stream().filter(each -> each.method().equals("POST")))
        .hasSize(2);
  }

  @Test
  void givesAMerchantItsOwnBaseUrlAndTimeLimits() {
    try (WechatPaySimulator other = WechatPaySimulator.builder().mchid("1900000222").start()) {
      other.failWhen(
          request -> Optional.of(Fault.delay(Duration.ofMinutes(1), Moment.BEFORE_APPLYING)));
      simulator.createOrder("ORDER-1");
      application
          .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", other))
          .withPropertyValues(
              "wechatpay.merchants.shop.base-url=" + other.baseUrl(),
              "wechatpay.merchants.shop.read-timeout=50ms",
              "wechatpay.retry.max-attempts=1")
          .run(
              context -> {
                WechatPay shop = context.getBean("shopWechatPay", WechatPay.class);
                assertThat(shop.baseUrl()).isEqualTo(other.baseUrl());
                assertThat(context.getBean(WechatPayRegistry.class).of("1900000222"))
                    .isSameAs(shop);
                assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> shop.closeOrder("ORDER-1"))
                    .withCauseInstanceOf(InterruptedIOException.class);
                assertThat(context.getBean(WechatPay.class).baseUrl())
                    .isEqualTo(simulator.baseUrl());
                context.getBean(WechatPay.class).closeOrder("ORDER-1");
              });
      assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
      assertThat(other.requestCount()).isEqualTo(1);
    }
  }

  @Test
  void guardsOnlyTheCallsOfOneMerchant() {
    SimulatedMerchant second = simulator.addMerchant("1900000222");
    simulator.createOrder("ORDER-1");
    application
        .withUserConfiguration(Guards.class)
        .withPropertyValues(
            "wechatpay.merchants.shop.guards=closed",
            "wechatpay.merchants.shop.mchid=" + second.mchid(),
            "wechatpay.merchants.shop.merchant-serial=" + second.serial(),
            "wechatpay.merchants.shop.private-key=" + second.privateKeyPem(),
            "wechatpay.merchants.shop.public-key-id=" + simulator.publicKeyId(),
            "wechatpay.merchants.shop.public-key=" + simulator.publicKeyPem())
        .run(
            context -> {
              Guards.ASKED.clear();
              context.getBean(WechatPay.class).closeOrder("ORDER-1");
              assertThat(Guards.ASKED).containsExactly("first");

              Guards.ASKED.clear();
              assertThatExceptionOfType(CallHeldBackException.class)
                  .isThrownBy(
                      () ->
                          context.getBean("shopWechatPay", WechatPay.class).closeOrder("ORDER-1"));
              assertThat(Guards.ASKED).containsExactly("first", "second");
            });
  }

  /** An application that guards its calls. */
  @Configuration(proxyBeanMethods = false)
  static class Guards {

    static final List<String> ASKED = new CopyOnWriteArrayList<>();

    @Bean
    @Order(2)
    CallGuard closed() {
      return call -> {
        ASKED.add("second");
        throw new IllegalStateException("closed for today");
      };
    }

    @Bean
    @Order(1)
    CallGuard open() {
      return call -> {
        ASKED.add("first");
        return new CallObserver() {};
      };
    }
  }

  @Test
  void callsGuardsInTheirOrder() {
    application
        .withUserConfiguration(Guards.class)
        .run(
            context ->
                assertThat(failure(context, CallHeldBackException.class))
                    .hasMessageContaining("closed for today"));

    assertThat(Guards.ASKED).containsExactly("first", "second");
    assertThat(simulator.requestCount()).isZero();
  }

  @Test
  void appliesCustomizersLastAndInTheirOrder() {
    simulator.failNext(Fault.error(500, "SYSTEM_ERROR"));

    application
        .withUserConfiguration(Customizers.class)
        .withPropertyValues("wechatpay.retry.max-attempts=4")
        .run(
            context ->
                assertThat(failure(context, SystemErrorException.class))
                    .returns(1, SystemErrorException::attempts));

    assertThat(Customizers.SEEN).containsExactly("first", "second");
    assertThat(simulator.requests().get(0).header("X-Gateway")).containsExactly("egress");
  }

  private static <T extends Throwable> T failure(ApplicationContext context, Class<T> type) {
    return catchThrowableOfType(type, () -> context.getBean(WechatPay.class).closeOrder("ORDER-1"));
  }
}
