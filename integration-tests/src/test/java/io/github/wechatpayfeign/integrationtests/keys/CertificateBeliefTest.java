package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which platform certificates are accepted, and which answers they verify. */
class CertificateBeliefTest extends SimulatedCertificatesTest {

  @ParameterizedTest
  @EnumSource(Falsification.class)
  void refusesAFalsifiedFirstDownload(Falsification how) {
    simulator.failNext(Fault.falsify(how));
    try (WechatPay wechatPay = client(withApiV3Key())) {
      assertThatExceptionOfType(NoVerificationKeyException.class)
          .isThrownBy(() -> wechatPay.closeOrder("ORDER-1000"))
          .withMessageContaining("not verified");

      assertThat(simulator.state("ORDER-1000")).contains(OrderState.UNPAID);
    }
  }

  @Test
  void verifiesLaterDownloadsWithAKnownKey() {
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
  void acceptsBothKindsOfKeyDuringTheMigration() {
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
  void acceptsACertificateInsteadOfTheRequestedPublicKey() {
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

  @Test
  void usesSm2WithDownloadedCertificates() {
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
}
