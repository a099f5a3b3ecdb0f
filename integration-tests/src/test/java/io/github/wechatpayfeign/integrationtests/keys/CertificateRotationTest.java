package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Platform certificates are renewed, expire and are removed. */
class CertificateRotationTest extends SimulatedCertificatesTest {

  @Test
  void downloadsAgainInTheBackgroundAfterTwelveHours() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      wechatPay.closeOrder("ORDER-1000");
      clock.advance(Duration.ofMinutes(1));
      PlatformCertificate issued = simulator.issuePlatformCertificate();
      clock.advance(Duration.ofMinutes(12 * 60 + 1));

      wechatPay.closeOrder("ORDER-1001");
      Await.until(() -> downloads() == 2);
      // The certificate is known now, so an answer that it signs needs no further download.
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
  void keepsOldCertificatesExactlyUntilTheyExpire() {
    try (WechatPay wechatPay = client(withCertificate())) {
      wechatPay.closeOrder("ORDER-1000");

      clock.advance(Duration.ofDays(6 * 366));

      NoVerificationKeyException thrown =
          catchThrowableOfType(
              NoVerificationKeyException.class, () -> wechatPay.closeOrder("ORDER-1001"));
      assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(thrown)
          .hasMessageContaining(
              "no key of WeChat Pay is valid now (the merchant has " + newest().serial());
    }
  }

  @Test
  void keepsACertificateThatIsNoLongerListed() {
    try (WechatPay wechatPay = client(withApiV3Key())) {
      String old = newest().serial();
      // A request asks for the newest certificate, and their times differ by whole seconds.
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
  void downloadsAgainInANewClientAfterEveryCertificateHasExpired() {
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
  void forgetsTheCertificatesOfAMerchantThatARegistryForgets() {
    try (WechatPayRegistry registry =
        WechatPayRegistry.builder().baseUrl(simulator.baseUrl()).clock(clock).build()) {
      registry.put(withApiV3Key()).refreshPlatformCertificates();
      assertThat(registry.of(simulator.mchid()).wechatPayKeys()).hasSize(1);

      registry.remove(simulator.mchid());

      assertThat(registry.put(withApiV3Key()).wechatPayKeys()).isEmpty();
    }
  }
}
