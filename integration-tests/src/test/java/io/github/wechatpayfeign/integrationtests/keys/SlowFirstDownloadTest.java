package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A first download that is slow or interrupted says nothing about the merchant's credentials. */
class SlowFirstDownloadTest {

  private static final String ORDER = "ORDER-1000";
  private static final Optional<Fault> SLOW =
      Optional.of(Fault.delay(Duration.ofSeconds(30), Moment.BEFORE_APPLYING));
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final WechatPaySimulator simulator =
      WechatPaySimulator.builder().mode(GatewayMode.PLATFORM_CERTIFICATE).start();

  @BeforeEach
  void slowDown() {
    simulator.createOrder(ORDER);
    simulator.failWhen(
        request -> request.path().equals("/v3/certificates") ? SLOW : Optional.empty());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void isTriedAgainLater() {
    try (WechatPay wechatPay = client()) {
      NoVerificationKeyException thrown =
          catchThrowableOfType(NoVerificationKeyException.class, () -> wechatPay.closeOrder(ORDER));

      assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
      assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(thrown)
          .hasMessageMatching(
              // The download has a deadline of its own, a few milliseconds later.
              "(?s).*(the download of the platform certificates took longer than the deadline of the call"
                  + "|No answer).*");
      assertThat(simulator.state(ORDER)).contains(OrderState.UNPAID);
    }
  }

  @Test
  void isTriedAgainLaterByAnAsynchronousCall() {
    try (WechatPay wechatPay = client()) {
      AsyncTransactionsApi api = wechatPay.createAsync(AsyncTransactionsApi.class);

      CompletionException thrown =
          catchThrowableOfType(
              CompletionException.class,
              () -> api.close(ORDER, new CloseOrderRequest(simulator.mchid())).join());

      assertThat(thrown.getCause())
          .isInstanceOfSatisfying(
              WechatPayException.class,
              e -> {
                assertThat(e.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(e.next()).isEqualTo(NextStep.RETRY_LATER);
              });
    }
  }

  @Test
  void isTriedAgainLaterIfRequestedExplicitly() {
    try (WechatPay wechatPay = client()) {
      NoVerificationKeyException thrown =
          catchThrowableOfType(
              NoVerificationKeyException.class, wechatPay::refreshPlatformCertificates);

      assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
    }
  }

  @Test
  void isTriedAgainLaterAfterAnInterrupt() {
    Thread caller = Thread.currentThread();
    simulator.failWhen(
        request -> {
          caller.interrupt();
          return SLOW;
        });
    try (WechatPay wechatPay = client(Duration.ofSeconds(20))) {
      NoVerificationKeyException thrown =
          catchThrowableOfType(NoVerificationKeyException.class, () -> wechatPay.closeOrder(ORDER));

      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
      assertThat(thrown).hasMessageContaining("the thread was interrupted while it waited");
      assertThat(thrown).hasRootCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void doesNotEndADecisiveCloseThatHasTimeLeft() {
    AtomicInteger downloads = new AtomicInteger();
    simulator.failWhen(
        request ->
            request.path().equals("/v3/certificates") && downloads.incrementAndGet() <= 2
                ? SLOW
                : Optional.empty());
    // Enough for the third download, even on a busy machine.
    try (WechatPay wechatPay = client(Duration.ofSeconds(2))) {
      CloseDecision decision =
          wechatPay.closeDecisively(
              ORDER, ClosePolicy.standard().withPauses(Duration.ofMillis(1), Duration.ofMillis(1)));

      assertThat(decision.kind()).isEqualTo(Kind.CLOSED);
      assertThat(downloads).hasValue(3);
    }
  }

  private WechatPay client() {
    return client(DEADLINE);
  }

  private WechatPay client(Duration deadline) {
    return WechatPay.builder(
            Merchant.builder()
                .mchid(simulator.mchid())
                .privateKeyPem(simulator.merchantPrivateKeyPem())
                .certificate(KeyMaterial.of(simulator.merchantCertificatePem()))
                .apiV3Key(simulator.apiV3Key())
                .build())
        .baseUrl(simulator.baseUrl())
        .deadline(deadline)
        .build();
  }
}
