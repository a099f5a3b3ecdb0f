package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting holds for a WechatPay and for the merchants of a WechatPayRegistry. */
class ClientSettingsTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final RetryPolicy QUICK = RetryPolicy.standard().withMaxAttempts(2);

  private final List<String> seen = new ArrayList<>();

  /** The two builders, by what they build. */
  enum Kind {
    WECHAT_PAY,
    REGISTRY;

    WechatPay build(Consumer<ClientSettings<?>> settings) {
      if (this == REGISTRY) {
        WechatPayRegistryBuilder builder = WechatPayRegistry.builder();
        builder.baseUrl(SIMULATOR.baseUrl());
        settings.accept(builder);
        return builder.build().put(MerchantsOfSimulator.of(SIMULATOR));
      }
      WechatPayBuilder builder = WechatPay.builder(MerchantsOfSimulator.of(SIMULATOR));
      builder.baseUrl(SIMULATOR.baseUrl());
      settings.accept(builder);
      return builder.build();
    }
  }

  static Kind[] kinds() {
    return Kind.values();
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
    SIMULATOR.createOrder("ORDER-1");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void repeatACallAsOftenAsThePolicySays(Kind kind) {
    SIMULATOR.failNext(Fault.error(500, "SYSTEM_ERROR"));
    kind.build(settings -> settings.retryPolicy(QUICK)).closeOrder("ORDER-1");
    assertThat(SIMULATOR.requestCount()).isEqualTo(2);

    SIMULATOR.failNext(Fault.error(500, "SYSTEM_ERROR"));
    WechatPay once = kind.build(settings -> settings.retryPolicy(RetryPolicy.off()));
    assertThatExceptionOfType(WechatPayException.class)
        .isThrownBy(() -> once.closeOrder("ORDER-1"))
        .satisfies(thrown -> assertThat(thrown.attempts()).isEqualTo(1));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void endACallAtItsDeadline(Kind kind) {
    SIMULATOR.failNext(Fault.delay(Duration.ofSeconds(20), Moment.BEFORE_APPLYING));

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(
            () ->
                kind.build(settings -> settings.deadline(Duration.ofMillis(500)))
                    .closeOrder("ORDER-1"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void signAndVerifyByTheClock(Kind kind) {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    assertThatExceptionOfType(WechatPayException.class)
        .isThrownBy(
            () ->
                kind.build(settings -> settings.clock(late).retryPolicy(RetryPolicy.off()))
                    .closeOrder("ORDER-1"))
        .satisfies(
            thrown ->
                assertThat(
                        thrown instanceof SignErrorException
                            || (thrown instanceof ResponseNotVerifiedException unverified
                                && unverified.reason() == Reason.EXPIRED_TIMESTAMP))
                    .as(thrown.getMessage())
                    .isTrue());
    assertThat(SIMULATOR.state("ORDER-1")).contains(OrderState.UNPAID);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void decideWithThePolicyOfCloses(Kind kind) {
    SIMULATOR.book().startPaying("ORDER-1");

    CloseDecision decision =
        kind.build(
                settings ->
                    settings.closePolicy(ClosePolicy.standard().withDeadline(Duration.ofMillis(1))))
            .closeDecisively("ORDER-1");

    assertThat(decision.kind()).isEqualTo(CloseDecision.Kind.UNSETTLED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tellListenersAndAskGuards(Kind kind) {
    kind.build(
            settings ->
                settings
                    .listener(
                        call -> {
                          seen.add("told of " + call.mchid());
                          return new CallObserver() {};
                        })
                    .guard(
                        call -> {
                          seen.add("asked for " + call.mchid());
                          return new CallObserver() {};
                        }))
        .closeOrder("ORDER-1");

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "told of " + SIMULATOR.mchid(), "asked for " + SIMULATOR.mchid());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sendNothingPastAGuardThatThrows(Kind kind) {
    WechatPay guarded =
        kind.build(
            settings ->
                settings.guard(
                    call -> {
                      throw new IllegalStateException("open");
                    }));

    assertThatExceptionOfType(CallHeldBackException.class)
        .isThrownBy(() -> guarded.closeOrder("ORDER-1"));
    assertThat(SIMULATOR.requestCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void deriveFromAGivenHttpClientAndChangeIt(Kind kind) {
    OkHttpClient given =
        new OkHttpClient.Builder().addInterceptor(chain -> noted("given", chain)).build();

    kind.build(
            settings ->
                settings
                    .okHttpClient(given)
                    .changeHttp(http -> http.addInterceptor(chain -> noted("added", chain))))
        .closeOrder("ORDER-1");

    assertThat(seen).contains("given", "added");
  }

  private Response noted(String what, Interceptor.Chain chain) throws IOException {
    seen.add(what);
    return chain.proceed(chain.request());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void areCheckedAtOnce(Kind kind) {
    for (Duration wrong :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(10).plusMillis(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.build(settings -> settings.deadline(wrong)));
    }
    for (Duration wrong : List.of(Duration.ofSeconds(59), Duration.ofHours(24).plusMillis(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.build(settings -> settings.certificateRefresh(wrong)));
    }
    assertThatCode(
            () ->
                kind.build(
                    settings ->
                        settings
                            .deadline(Duration.ofMinutes(10))
                            .certificateRefresh(Duration.ofHours(24))
                            .withoutReplayCheck()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void goToTheBackupUnlessThereIsNone(Kind kind) {
    String dead = "http://127.0.0.1:1";
    kind.build(settings -> settings.baseUrl(dead, SIMULATOR.baseUrl())).closeOrder("ORDER-1");
    assertThat(SIMULATOR.state("ORDER-1")).contains(OrderState.CLOSED);

    WechatPay without =
        kind.build(
            settings ->
                settings
                    .baseUrl(dead, SIMULATOR.baseUrl())
                    .withoutBackup()
                    .retryPolicy(RetryPolicy.off()));
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> without.closeOrder("ORDER-1"));
  }

  @Test
  void areThoseOfTheGatewayUnlessTheyAreSet() {
    WechatPay usual = WechatPay.builder(MerchantsOfSimulator.any()).build();

    assertThat(usual.baseUrl()).isEqualTo("https://api.mch.weixin.qq.com");
    assertThat(WechatPayRegistry.builder().build().toString())
        .contains("https://api.mch.weixin.qq.com");
  }
}
