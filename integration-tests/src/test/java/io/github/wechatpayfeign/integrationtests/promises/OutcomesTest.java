package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The outcome of a call is correct however it ends: by a guard, a key or a missing thread. */
class OutcomesTest {

  private static final String ORDER = "ORDER-20261123-1";

  private int errors;
  private final RawServer server =
      RawServer.start(
          (request, out) ->
              out.write(
                  errors-- > 0
                      ? TestGateway.answer(503, Map.of(), "{}")
                      : TestGateway.signedAnswer(204, "")));

  @AfterEach
  void stop() {
    server.close();
  }

  private WechatPayBuilder client(Merchant merchant) {
    return WechatPay.builder(merchant).baseUrl(server.baseUrl());
  }

  @ParameterizedTest
  @EnumSource
  void sendsNothingIfAGuardWaitsLongerThanTheDeadline(Way way) {
    for (int trial = 0; trial < 20; trial++) {
      Duration held = Duration.ofMillis(40 + trial * 10);
      CountDownLatch never = new CountDownLatch(1);
      try (WechatPay wechatPay =
          client(TestGateway.merchant())
              .deadline(Duration.ofMillis(30))
              .guard(
                  call -> {
                    await(never, held);
                    return new CallObserver() {};
                  })
              .build()) {
        WechatPayException thrown = failed(way, wechatPay);

        assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
      }
    }
    assertThat(server.requests()).isEmpty();
  }

  static Stream<Arguments> signatureFailures() {
    return Stream.of(Way.values())
        .flatMap(
            way ->
                Stream.of(
                    Arguments.of(way, new ProviderException("CKR_DEVICE_REMOVED"), 0),
                    Arguments.of(way, new ProviderException("CKR_DEVICE_REMOVED"), 1),
                    Arguments.of(way, new SignatureException("CKR_FUNCTION_FAILED"), 0),
                    Arguments.of(way, new SignatureException("CKR_FUNCTION_FAILED"), 1)));
  }

  @ParameterizedTest(name = "{0}, {1} after {2} attempts")
  @MethodSource("signatureFailures")
  void saysThatTheRequestCouldNotBeSigned(Way way, Exception failure, int sentBefore) {
    errors = sentBefore;
    AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    try (WechatPay wechatPay =
        client(
                moduleThat(
                    () -> {
                      if (left.getAndDecrement() <= 0) {
                        throw Misbehaviour.sneaky(failure);
                      }
                    }))
            .build()) {
      left.set(sentBefore);
      WechatPayException thrown = failed(way, wechatPay);

      assertThat(thrown).isNotInstanceOf(TransportException.class).hasRootCause(failure);
      assertThat(thrown.outcome()).isEqualTo(sentBefore == 0 ? Outcome.REJECTED : Outcome.UNKNOWN);
      assertThat(thrown.next()).isNotIn(NextStep.FIX_REQUEST, NextStep.FIX_CREDENTIALS_OR_CLOCK);
      assertThat(server.requests()).hasSize(sentBefore);
    }
  }

  private static Merchant moduleThat(Runnable signs) {
    return Merchant.builder()
        .mchid(TestGateway.MCHID)
        .merchantSerial(TestGateway.SERIAL)
        .privateKey(new SigningProvider.HiddenKey())
        .signatureProvider(
            new SigningProvider(
                moment -> {
                  if (moment == SigningProvider.Moment.SIGN) {
                    signs.run();
                  }
                },
                Signature::sign))
        .wechatPayPublicKey(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPublic())
        .build();
  }

  static Stream<Arguments> undeclared() {
    return Stream.of(Way.values())
        .flatMap(way -> Stream.of(false, true).map(sent -> Arguments.of(way, sent)));
  }

  @ParameterizedTest(name = "{0}, after sending: {1}")
  @MethodSource("undeclared")
  void doesNotTreatACheckedExceptionAsAnInterrupt(Way way, boolean afterSending) {
    AtomicInteger interrupted = new AtomicInteger();
    Interceptor throwing =
        chain -> {
          if (afterSending) {
            chain.proceed(chain.request()).close();
          }
          throw Misbehaviour.sneaky(new How.Undeclared());
        };
    try (WechatPay wechatPay =
        client(TestGateway.merchant()).changeHttp(http -> http.addInterceptor(throwing)).build()) {
      WechatPayException thrown = failed(way, wechatPay);
      if (Thread.interrupted()) {
        interrupted.incrementAndGet();
      }

      assertThat(thrown)
          .hasRootCauseInstanceOf(How.Undeclared.class)
          .hasMessageNotContaining("interrupted");
      assertThat(thrown.outcome()).isEqualTo(afterSending ? Outcome.UNKNOWN : Outcome.REJECTED);
      assertThat(interrupted).hasValue(0);
      assertThat(server.requests().isEmpty()).isEqualTo(!afterSending);
    }
  }

  private static WechatPayException failed(Way way, WechatPay wechatPay) {
    return assertThat(way.failureOfClose(wechatPay, ORDER))
        .asInstanceOf(type(WechatPayException.class))
        .actual();
  }

  private static void await(CountDownLatch latch, Duration longest) {
    try {
      assertThat(latch.await(longest.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
