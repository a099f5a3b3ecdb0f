package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.AsyncFeign;
import feign.RequestLine;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a client downloads platform certificates, and what it says if it cannot. */
class CertificateDownloadTest extends SimulatedCertificatesTest {

  @Test
  void downloadsBeforeTheFirstCallAndNotInBuild() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      assertThat(simulator.requestCount()).isZero();

      wechatPay.closeOrder("ORDER-1000");
      wechatPay.closeOrder("ORDER-1001");

      assertThat(targets())
          .containsExactly(
              "/v3/certificates",
              "/v3/pay/transactions/out-trade-no/ORDER-1000/close",
              "/v3/pay/transactions/out-trade-no/ORDER-1001/close");
      assertThat(wanted(0)).isEmpty();
      assertThat(wanted(1)).containsExactly(newest().serial());
    }
  }

  @Test
  void downloadsWhenAsked() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.refreshPlatformCertificates();
      wechatPay.closeOrder("ORDER-1000");

      assertThat(downloads()).isEqualTo(1);
    }
    try (WechatPay wechatPay = client(withCertificate())) {
      assertThatIllegalStateException()
          .isThrownBy(wechatPay::refreshPlatformCertificates)
          .withMessage(
              "The merchant "
                  + simulator.mchid()
                  + " has no APIv3 key to download platform certificates with");
    }
  }

  @Test
  void downloadsOnceForManyConcurrentCalls() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      List<CompletableFuture<Void>> calls =
          IntStream.range(0, 64)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(
                          () -> wechatPay.closeOrder("ORDER-" + (1000 + i)),
                          task -> new Thread(task).start()))
              .toList();

      calls.forEach(CompletableFuture::join);

      assertThat(downloads()).isEqualTo(1);
    }
  }

  @Test
  void sendsNothingIfTheDownloadFails() {
    simulator.failNext(Fault.error(500, "SYSTEM_ERROR"));
    try (WechatPay wechatPay = client(withApiV3Key())) {
      NoVerificationKeyException thrown =
          catchThrowableOfType(
              NoVerificationKeyException.class, () -> wechatPay.closeOrder("ORDER-1000"));

      assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
      assertThat(thrown).hasMessageContaining("HTTP 500 SYSTEM_ERROR");
      assertThat(simulator.state("ORDER-1000")).contains(OrderState.UNPAID);
      assertThat(downloads()).isEqualTo(simulator.requestCount());

      wechatPay.closeOrder("ORDER-1000");
      assertThat(simulator.state("ORDER-1000")).contains(OrderState.CLOSED);
    }
  }

  @Test
  void saysThatTheApiV3KeyIsWrong() {
    try (WechatPay wechatPay = client(builder().apiV3Key("0".repeat(32)).build())) {
      NoVerificationKeyException thrown =
          catchThrowableOfType(
              NoVerificationKeyException.class, () -> wechatPay.closeOrder("ORDER-1000"));

      assertThat(thrown.next()).isEqualTo(NextStep.FIX_CREDENTIALS_OR_CLOCK);
      assertThat(thrown)
          .hasMessageContaining("The APIv3 key does not open the platform certificates")
          .hasMessageNotContaining("0".repeat(32));
      assertThat(simulator.state("ORDER-1000")).contains(OrderState.UNPAID);
    }
  }

  @Test
  void downloadsForAsynchronousCallsToo() throws Exception {
    interface Api {
      @RequestLine("POST /v3/pay/transactions/out-trade-no/ORDER-1000/close")
      CompletableFuture<Void> close(String body);
    }
    Merchant merchant = withApiV3Key();
    try (WechatPayClient client =
        WechatPayClient.builder(merchant).clock(clock).retryPolicy(RetryPolicy.off()).build()) {
      Api api =
          AsyncFeign.<Object>builder()
              .client(client)
              .options(client.options())
              .requestInterceptor(new WechatPayRequestInterceptor(merchant))
              .errorDecoder(new WechatPayErrorDecoder())
              .target(Api.class, simulator.baseUrl());

      simulator.failNext(Fault.falsify(Falsification.FORGED));
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> api.close("{\"mchid\":\"" + merchant.mchid() + "\"}").join())
          .withCauseInstanceOf(NoVerificationKeyException.class);
      assertThat(simulator.state("ORDER-1000")).contains(OrderState.UNPAID);

      api.close("{\"mchid\":\"" + merchant.mchid() + "\"}").get(10, TimeUnit.SECONDS);
      assertThat(simulator.state("ORDER-1000")).contains(OrderState.CLOSED);
    }
  }

  @Test
  void downloadsAtOnceIfAnAnswerNamesAnUnknownSerial() {
    // Closes pass a proxy that hides the key that they ask for, so the gateway chooses the key.
    try (RawServer gateway = forwardingWithoutSerial(target -> target.endsWith("/close"));
        WechatPay wechatPay = client(withApiV3Key(), gateway.baseUrl())) {
      wechatPay.closeOrder("ORDER-1000");
      simulator.issuePlatformCertificate();
      simulator.useNewestPlatformCertificate();

      wechatPay.closeOrder("ORDER-1001");
      wechatPay.closeOrder("ORDER-1002");

      assertThat(downloads()).isEqualTo(2);
      assertThat(simulator.state("ORDER-1001")).contains(OrderState.CLOSED);
    }
  }

  @Test
  void downloadsAtOnceIfACertificateSignsInsteadOfTheRequestedPublicKey() {
    // The portal's switch to the public key is still off.
    restart(GatewayMode.MIGRATION);
    Merchant both =
        builder()
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .apiV3Key(simulator.apiV3Key())
            .trustFirstCertificateDownload()
            .build();
    try (RawServer gateway = forwardingWithoutSerial(target -> true);
        WechatPay wechatPay = client(both, gateway.baseUrl())) {
      wechatPay.closeOrder("ORDER-1000");
      wechatPay.closeOrder("ORDER-1001");

      assertThat(downloads()).isEqualTo(1);
    }
  }

  @Test
  void downloadsOnlyOnceAMinuteForUnknownSerials() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      for (int i = 1; i <= 5; i++) {
        String order = "ORDER-" + (1000 + i);
        simulator.failNext(Fault.falsify(Falsification.UNKNOWN_SERIAL));
        ResponseNotVerifiedException thrown =
            catchThrowableOfType(
                ResponseNotVerifiedException.class, () -> wechatPay.closeOrder(order));
        assertThat(thrown.reason()).isEqualTo(Reason.UNKNOWN_SERIAL);
        assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
      }
      assertThat(downloads()).isEqualTo(2);
    }
  }

  @Test
  void saysWhyTheDownloadForAnUnknownSerialFailed() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      simulator.failNext(
          Fault.falsify(Falsification.UNKNOWN_SERIAL), Fault.error(500, "SYSTEM_ERROR"));

      assertThatExceptionOfType(ResponseNotVerifiedException.class)
          .isThrownBy(() -> wechatPay.closeOrder("ORDER-1001"))
          .withMessageContaining(", and newer keys could not be downloaded: HTTP 500 SYSTEM_ERROR")
          .satisfies(e -> assertThat(e.getMessage()).containsOnlyOnce("[outcome "));
    }
  }

  @Test
  void waitsNoLongerThanItsDeadlineForTheDownloadForAnUnknownSerial() {
    try (WechatPay wechatPay =
        WechatPay.builder(withApiV3Key())
            .baseUrl(simulator.baseUrl())
            .clock(clock)
            .deadline(Duration.ofSeconds(2))
            .build()) {
      wechatPay.closeOrder("ORDER-1000");
      simulator.failNext(
          Fault.falsify(Falsification.UNKNOWN_SERIAL),
          Fault.delay(Duration.ofSeconds(30), Moment.BEFORE_APPLYING));

      assertThatExceptionOfType(ResponseNotVerifiedException.class)
          .isThrownBy(() -> wechatPay.closeOrder("ORDER-1001"))
          // The download has a deadline of its own, a few milliseconds later.
          .withMessageMatching(
              "(?s).*, and (the download of newer keys took too long|newer keys could not be downloaded: "
                  + "No answer).*");
    }
  }

  @Test
  void endsTheWaitForADownloadIfInterrupted() {
    Thread caller = Thread.currentThread();
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      simulator.failWhen(
          request -> {
            if (!request.path().equals("/v3/certificates")) {
              return Optional.of(Fault.falsify(Falsification.UNKNOWN_SERIAL));
            }
            caller.interrupt();
            return Optional.of(Fault.delay(Duration.ofSeconds(30), Moment.BEFORE_APPLYING));
          });

      ResponseNotVerifiedException thrown =
          catchThrowableOfType(
              ResponseNotVerifiedException.class, () -> wechatPay.closeOrder("ORDER-1001"));

      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(thrown).hasMessageContaining(", and the download of newer keys was interrupted");
    }
  }
}
