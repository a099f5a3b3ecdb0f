package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.integrationtests.support.CertificateGateway;
import io.github.wechatpayfeign.integrationtests.support.CertificateGateway.Certificate;
import io.github.wechatpayfeign.integrationtests.support.MovableClock;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.KeyValidity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A platform certificate is accepted as long as WeChat Pay lists it, and one day longer. */
class WithdrawnCertificatesTest {

  private static final Duration YEARS = Duration.ofDays(5 * 365);

  private final MovableClock clock = new MovableClock();
  private final CertificateGateway gateway = new CertificateGateway(clock);
  private final Certificate old = gateway.issue(YEARS);
  private final Certificate next = gateway.issue(YEARS);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void acceptsAWithdrawnCertificateForExactlyOneDay() {
    try (WechatPay wechatPay = clientThatKnowsBoth()) {
      withdraw(old, next, wechatPay);

      clock.advance(Duration.ofHours(23));
      gateway.signWith(old);
      wechatPay.closeOrder("ORDER-1");

      // A further list without it does not extend the day.
      gateway.signWith(next);
      wechatPay.refreshPlatformCertificates();
      clock.advance(Duration.ofMinutes(61));
      gateway.signWith(old);

      assertThat(refusal(wechatPay).reason()).isEqualTo(Reason.UNKNOWN_SERIAL);
      gateway.signWith(next);
      wechatPay.closeOrder("ORDER-3");
    }
  }

  @Test
  void showsUntilWhenAWithdrawnCertificateIsAccepted() {
    try (WechatPay wechatPay = clientThatKnowsBoth()) {
      withdraw(old, next, wechatPay);

      Instant tomorrow = clock.instant().plus(Duration.ofDays(1)).plusSeconds(1);
      assertThat(wechatPay.wechatPayKeys())
          .filteredOn(key -> key.serial().equals(old.serial()))
          .singleElement()
          .satisfies(key -> assertThat(key.until()).isBefore(tomorrow));
    }
  }

  @Test
  void neverRequestsAWithdrawnCertificate() {
    for (Certificate withdrawn : List.of(old, next)) {
      Certificate left = withdrawn.equals(old) ? next : old;
      try (WechatPay wechatPay = clientThatKnowsBoth()) {
        withdraw(withdrawn, left, wechatPay);

        wechatPay.closeOrder("ORDER-0");

        List<WireRequest> requests = gateway.requests();
        assertThat(requests.get(requests.size() - 1).header("Wechatpay-Serial"))
            .isEqualTo(left.serial());
      }
    }
  }

  @Test
  void acceptsACertificateAgainIfItIsListedAgain() {
    try (WechatPay wechatPay = clientThatKnowsBoth()) {
      withdraw(old, next, wechatPay);
      gateway.list(gateway.entry(old), gateway.entry(next));
      wechatPay.refreshPlatformCertificates();
      clock.advance(Duration.ofHours(25));
      gateway.signWith(old);

      wechatPay.closeOrder("ORDER-1");
    }
  }

  @Test
  void keepsACertificateThatTheUserSet() {
    gateway.list(gateway.entry(old), gateway.entry(next));
    gateway.signWith(next);
    try (WechatPay wechatPay =
        gateway
            .client(
                CertificateGateway.merchant()
                    .apiV3Key(CertificateGateway.API_V3_KEY)
                    .platformCertificate(KeyMaterial.of(old.pem()))
                    .platformCertificate(KeyMaterial.of(next.pem())))
            .build()) {
      wechatPay.refreshPlatformCertificates();
      withdraw(old, next, wechatPay);
      clock.advance(Duration.ofDays(30));
      gateway.signWith(old);

      wechatPay.closeOrder("ORDER-1");
    }
  }

  @Test
  void acceptsACertificateOnlyAsLongAsTheListSays() {
    Instant end = clock.instant().plus(Duration.ofHours(24));
    gateway.list(gateway.entry(old, end, CertificateGateway.API_V3_KEY), gateway.entry(next));
    gateway.signWith(next);
    try (WechatPay wechatPay = client()) {
      wechatPay.refreshPlatformCertificates();
      clock.advance(Duration.ofHours(23));
      gateway.signWith(old);
      wechatPay.closeOrder("ORDER-1");

      clock.advance(Duration.ofMinutes(61));
      assertThat(refusal(wechatPay).reason()).isEqualTo(Reason.UNKNOWN_SERIAL);
    }
  }

  private WechatPay client() {
    return gateway
        .client(CertificateGateway.merchant().apiV3Key(CertificateGateway.API_V3_KEY))
        .build();
  }

  private WechatPay clientThatKnowsBoth() {
    gateway.list(gateway.entry(old), gateway.entry(next));
    gateway.signWith(next);
    WechatPay wechatPay = client();
    wechatPay.refreshPlatformCertificates();
    return wechatPay;
  }

  private void withdraw(Certificate certificate, Certificate left, WechatPay wechatPay) {
    assertThat(wechatPay.wechatPayKeys())
        .extracting(KeyValidity::serial)
        .contains(certificate.serial());
    gateway.list(gateway.entry(left));
    gateway.signWith(left);
    wechatPay.refreshPlatformCertificates();
  }

  private static ResponseNotVerifiedException refusal(WechatPay wechatPay) {
    ResponseNotVerifiedException thrown =
        catchThrowableOfType(
            ResponseNotVerifiedException.class, () -> wechatPay.closeOrder("ORDER-2"));
    assertThat(thrown).as("the refusal").isNotNull();
    return thrown;
  }
}
