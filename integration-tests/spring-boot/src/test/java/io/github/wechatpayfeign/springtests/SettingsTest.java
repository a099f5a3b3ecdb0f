package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.SystemErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.signing.CallGuard;
import io.github.wechatpayfeign.signing.CallObserver;
import io.github.wechatpayfeign.signing.RetryPolicy;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.Moment;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WechatPayCustomizer;
import io.github.wechatpayfeign.spring.WechatPayHttpCustomizer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What the properties set is what the client does. */
class SettingsTest {

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final ApplicationContextRunner application = Applications.of(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void repeatsACallAsOftenAsIsSaid() {
    simulator.failWhen(request -> Optional.of(Fault.error(500, "SYSTEM_ERROR")));

    application
        .withPropertyValues("wechatpay.retry.max-attempts=4", "wechatpay.retry.base-delay=1ms")
        .run(
            context ->
                assertThat(failure(context, SystemErrorException.class))
                    .returns(4, SystemErrorException::attempts));
  }

  @Test
  void waitsForAnAnswerAsLongAsIsSaid() {
    simulator.failNext(Fault.delay(Duration.ofMinutes(1), Moment.BEFORE_APPLYING));

    application
        .withPropertyValues("wechatpay.read-timeout=50ms", "wechatpay.retry.max-attempts=1")
        .run(
            context ->
                assertThat(failure(context, TransportException.class))
                    .hasCauseInstanceOf(InterruptedIOException.class));
  }

  @Test
  void endsACallByTheDeadline() {
    simulator.failNext(Fault.delay(Duration.ofMinutes(1), Moment.BEFORE_APPLYING));

    application
        .withPropertyValues("wechatpay.deadline=50ms")
        .run(
            context ->
                assertThat(failure(context, TransportException.class))
                    .returns(1, TransportException::attempts));
  }

  @Test
  void goesToTheBackupUnlessThatIsSwitchedOff() throws IOException {
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
  private static String nobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + taken.getLocalPort();
    }
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
  void asksGuardsInTheirOrder() {
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
  void givesTheLastWordToCustomizersInTheirOrder() {
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
