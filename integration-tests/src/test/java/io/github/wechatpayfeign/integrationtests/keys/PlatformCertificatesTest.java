package io.github.wechatpayfeign.integrationtests.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.AsyncFeign;
import feign.RequestLine;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.MovableClock;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import io.github.wechatpayfeign.simulator.Falsification;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.GatewayMode;
import io.github.wechatpayfeign.simulator.Moment;
import io.github.wechatpayfeign.simulator.OrderState;
import io.github.wechatpayfeign.simulator.PlatformCertificate;
import io.github.wechatpayfeign.simulator.ReceivedRequest;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Platform certificates that are given, downloaded, rotated and outlived. */
class PlatformCertificatesTest {

  private final MovableClock clock = new MovableClock();
  private WechatPaySimulator simulator = simulator(GatewayMode.PLATFORM_CERTIFICATE);

  private WechatPaySimulator simulator(GatewayMode mode) {
    WechatPaySimulator started = WechatPaySimulator.builder().clock(clock).mode(mode).start();
    IntStream.range(0, 80).forEach(i -> started.createOrder("ORDER-" + (1000 + i)));
    return started;
  }

  private void restart(GatewayMode mode) {
    simulator.close();
    simulator = simulator(mode);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void downloadsBeforeTheFirstCallAndNotWhenBuilt() {
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
  void downloadsOnceForManyCallsAtATime() {
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
  void sendsNothingWhereTheDownloadFails() {
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
  void saysThatTheApiV3KeyIsAnother() {
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

  @ParameterizedTest
  @EnumSource(Falsification.class)
  void doesNotBelieveAFalseFirstDownload(Falsification how) {
    simulator.failNext(Fault.falsify(how));
    try (WechatPay wechatPay = client(withApiV3Key())) {
      assertThatExceptionOfType(NoVerificationKeyException.class)
          .isThrownBy(() -> wechatPay.closeOrder("ORDER-1000"))
          .withMessageContaining("not verified");

      assertThat(simulator.state("ORDER-1000")).contains(OrderState.UNPAID);
    }
  }

  @Test
  void downloadsAtOnceWhenAnAnswerNamesAnUnknownSerial() {
    // Closes pass a proxy that hides what they ask for: the gateway signs them as it likes.
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
  void downloadsAtOnceWhenACertificateSignsThoughThePublicKeyWasAskedFor() {
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
  void checksLaterDownloadsByAKeyThatIsKnown() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      simulator.failNext(Fault.falsify(Falsification.UNKNOWN_SERIAL));

      assertThatExceptionOfType(NoVerificationKeyException.class)
          .isThrownBy(wechatPay::refreshPlatformCertificates)
          .withMessageContaining("UNKNOWN_SERIAL");

      wechatPay.closeOrder("ORDER-1001");
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
          .withMessageContaining(", and others could not be downloaded: HTTP 500 SYSTEM_ERROR")
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
              "(?s).*, and (the download of others took too long|others could not be downloaded: "
                  + "No answer).*");
    }
  }

  @Test
  void endsTheWaitForADownloadForAnUnknownSerialByAnInterrupt() {
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
      assertThat(thrown).hasMessageContaining(", and the download of others was interrupted");
    }
  }

  @Test
  void forgetsTheCertificatesOfAMerchantThatARegistryForgets() {
    try (WechatPayRegistry registry =
        WechatPayRegistry.builder().baseUrl(simulator.baseUrl()).clock(clock).build()) {
      registry.put(withApiV3Key()).refreshPlatformCertificates();
      assertThat(registry.of(simulator.mchid()).wechatPayKeys()).hasSize(1);

      registry.remove(simulator.mchid());

      assertThat(registry.put(withApiV3Key()).wechatPayKeys()).isEmpty();
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
  void downloadsAgainInTheBackgroundAfterTwelveHours() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      clock.advance(Duration.ofMinutes(1));
      PlatformCertificate issued = simulator.issuePlatformCertificate();
      clock.advance(Duration.ofMinutes(12 * 60 + 1));

      wechatPay.closeOrder("ORDER-1001");
      Await.until(() -> downloads() == 2);
      // Known by now: an answer that it signs needs no further download.
      Await.until(() -> asksFor(wechatPay, issued.serial()));
      simulator.useNewestPlatformCertificate();
      wechatPay.closeOrder("ORDER-1003");

      assertThat(downloads()).isEqualTo(2);
    }
  }

  private boolean asksFor(WechatPay wechatPay, String serial) {
    wechatPay.closeOrder("ORDER-1002");
    return wanted(simulator.requests().size() - 1).equals(List.of(serial));
  }

  @Test
  void doesNotLetACallWaitForADownloadThatIsNotNeeded() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      clock.advance(Duration.ofHours(13));
      // The download hangs until the simulator is closed.
      simulator.failWhen(
          request ->
              request.target().equals("/v3/certificates")
                  ? Optional.of(Fault.delay(Duration.ofMinutes(5), Moment.BEFORE_APPLYING))
                  : Optional.empty());

      wechatPay.closeOrder("ORDER-1001");

      Await.until(() -> downloads() == 2);
      wechatPay.closeOrder("ORDER-1002");
    }
  }

  @Test
  void keepsOldCertificatesUntilTheyExpireAndNotLonger() {
    try (WechatPay wechatPay = client(withCertificate())) {
      wechatPay.closeOrder("ORDER-1000");

      clock.advance(Duration.ofDays(6 * 366));

      NoVerificationKeyException thrown =
          catchThrowableOfType(
              NoVerificationKeyException.class, () -> wechatPay.closeOrder("ORDER-1001"));
      assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(thrown)
          .hasMessageContaining("no key of WeChat Pay is valid now, of " + newest().serial());
    }
  }

  @Test
  void keepsACertificateThatIsListedNoLonger() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      String old = newest().serial();
      // A request asks for the newest, and a second is what tells certificates apart.
      clock.advance(Duration.ofMinutes(1));
      String issued = simulator.issuePlatformCertificate().serial();
      wechatPay.refreshPlatformCertificates();
      simulator.useNewestPlatformCertificate();
      simulator.retirePlatformCertificate(old);

      wechatPay.refreshPlatformCertificates();

      assertThat(wechatPay.wechatPayKeys())
          .extracting(KeyValidity::serial)
          .containsExactlyInAnyOrder(old, issued);
    }
  }

  @Test
  void startsAnewWhenEveryCertificateHasExpired() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      clock.advance(Duration.ofDays(6 * 366));
      simulator.merchant().renewCertificate();
      simulator.issuePlatformCertificate();
      simulator.useNewestPlatformCertificate();

      try (WechatPay restarted = client(withApiV3Key())) {
        restarted.closeOrder("ORDER-1001");
      }
    }
  }

  @Test
  void believesBothKindsOfKeyDuringTheMigration() {
    restart(GatewayMode.MIGRATION);
    Merchant both =
        builder()
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .platformCertificate(KeyMaterial.of(newest().pem()))
            .build();
    try (WechatPay wechatPay = client(both);
        WechatPay certificateAlone = client(withCertificate())) {
      wechatPay.closeOrder("ORDER-1000");
      assertThat(wanted(0)).containsExactly(simulator.publicKeyId());

      certificateAlone.closeOrder("ORDER-1001");
      assertThat(wanted(1)).containsExactly(newest().serial());
    }
  }

  @Test
  void believesACertificateThoughThePublicKeyWasAskedFor() {
    restart(GatewayMode.MIGRATION);
    Merchant both =
        builder()
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .platformCertificate(KeyMaterial.of(newest().pem()))
            .build();
    try (RawServer gateway = forwardingWithoutSerial(target -> true);
        WechatPay wechatPay = client(both, gateway.baseUrl())) {
      assertThat(wechatPay.closeOrder("ORDER-1000").outTradeNo()).isEqualTo("ORDER-1000");
    }
  }

  /** A proxy that takes away which key a request asks for. */
  private RawServer forwardingWithoutSerial(Predicate<String> target) {
    return RawServer.start(
        (request, out) -> {
          String text = new String(request.bytesOfLastRequest(), ISO_8859_1);
          if (target.test(request.target())) {
            text = text.replaceFirst("(?i)Wechatpay-Serial: [^\r]+\r\n", "");
          }
          URI address = URI.create(simulator.baseUrl());
          try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getInputStream().transferTo(out);
          }
        });
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
  void speaksSm2WithDownloadedCertificates() {
    restart(GatewayMode.SHANGMI);
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");

      assertThat(simulator.state("ORDER-1000")).contains(OrderState.CLOSED);
      assertThat(targets()).first().isEqualTo("/v3/certificates?algorithm_type=SM2");
      assertThat(simulator.requests().get(1).header("Authorization").get(0))
          .startsWith("WECHATPAY2-SM2-WITH-SM3 mchid=\"" + simulator.mchid() + "\"");
    }
    try (WechatPay wechatPay = client(withCertificate())) {
      wechatPay.closeOrder("ORDER-1001");
      simulator.failNext(Fault.falsify(Falsification.FORGED));
      assertThatExceptionOfType(ResponseNotVerifiedException.class)
          .isThrownBy(() -> wechatPay.closeOrder("ORDER-1002"));
    }
  }

  private PlatformCertificate newest() {
    List<PlatformCertificate> all = simulator.platformCertificates();
    return all.get(all.size() - 1);
  }

  private Merchant withApiV3Key() {
    return builder().apiV3Key(simulator.apiV3Key()).build();
  }

  private Merchant withCertificate() {
    return builder().platformCertificate(KeyMaterial.of(newest().pem())).build();
  }

  private MerchantBuilder builder() {
    return Merchant.builder()
        .mchid(simulator.mchid())
        .clock(clock)
        .privateKeyPem(simulator.merchantPrivateKeyPem())
        .certificate(KeyMaterial.of(simulator.merchantCertificatePem()));
  }

  private WechatPay client(Merchant merchant) {
    return client(merchant, simulator.baseUrl());
  }

  private WechatPay client(Merchant merchant, String baseUrl) {
    return WechatPay.builder(merchant)
        .baseUrl(baseUrl)
        .clock(clock)
        .retryPolicy(RetryPolicy.off())
        .build();
  }

  private List<String> targets() {
    return simulator.requests().stream().map(ReceivedRequest::target).toList();
  }

  private long downloads() {
    return targets().stream().filter(target -> target.startsWith("/v3/certificates")).count();
  }

  private List<String> wanted(int request) {
    return simulator.requests().get(request).header("Wechatpay-Serial");
  }
}
