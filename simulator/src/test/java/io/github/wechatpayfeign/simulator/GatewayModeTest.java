package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mode decides which keys sign answers, and a request may choose among them. */
class GatewayModeTest {
  private static final String WANTED = "Wechatpay-Serial";

  private final SteppedClock clock = new SteppedClock();

  @Test
  void publicKeySignsByDefault() {
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder().clock(clock).strictAll().start()) {
      RawAnswer answer = call(simulator).header(WANTED).send();

      assertThat(answer.header(WANTED)).isEqualTo(simulator.publicKeyId());
      assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    }
  }

  @Test
  void certificateSignsIfThereIsNoPublicKey() {
    try (WechatPaySimulator simulator = started(GatewayMode.PLATFORM_CERTIFICATE)) {
      assertThatCertificateSigned(call(simulator).header(WANTED).send(), simulator);
      assertThatCertificateSigned(
          call(simulator).header(WANTED, serialInUse(simulator)).send(), simulator);
    }
  }

  @Test
  void requestChoosesTheKeyDuringMigration() {
    try (WechatPaySimulator simulator = started(GatewayMode.MIGRATION)) {
      assertThatCertificateSigned(call(simulator).header(WANTED).send(), simulator);
      assertThatCertificateSigned(
          call(simulator).header(WANTED, serialInUse(simulator)).send(), simulator);

      RawAnswer answer = call(simulator).header(WANTED, simulator.publicKeyId()).send();

      assertThat(answer.header(WANTED)).isEqualTo(simulator.publicKeyId());
      assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    }
  }

  @Test
  void signedFaultsAndRefusalsFollowTheRequestToo() {
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder()
            .clock(clock)
            .mode(GatewayMode.MIGRATION)
            .signErrors(true)
            .start()) {
      simulator.failNext(Fault.error(500, "SYSTEM_ERROR").withSignature());
      RawAnswer fault = call(simulator).header(WANTED).send();
      RawCall forged = call(simulator).header(WANTED, simulator.publicKeyId());
      forged.mchid = "1900000002";
      RawAnswer refusal = forged.send();

      assertThatCertificateSigned(fault, simulator);
      assertThat(refusal.code()).isEqualTo("SIGN_ERROR");
      assertThat(refusal.isSignedBy(simulator.publicKeyPem())).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHANGMI")
  void keysThatDoNotExistAreRefused(GatewayMode mode) {
    try (WechatPaySimulator simulator = started(mode)) {
      for (String unknown : new String[] {"PUB_KEY_ID_1", "A".repeat(40)}) {
        RawAnswer answer = call(simulator).header(WANTED, unknown).send();

        assertThat(answer.status()).as(unknown).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).isEqualTo("平台证书序列号Wechatpay-Serial错误");
      }
    }
  }

  /** wechatpay-java 0.2.17 downloads certificates with an empty header. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHANGMI")
  void anEmptySerialNamesNoKey(GatewayMode mode) {
    try (WechatPaySimulator simulator = started(mode)) {
      assertThat(call(simulator).header(WANTED, "").send().header(WANTED))
          .isEqualTo(call(simulator).header(WANTED).send().header(WANTED));
    }
  }

  @Test
  void unknownSerialHasTheFormOfTheKeyThatSigned() {
    try (WechatPaySimulator simulator = started(GatewayMode.MIGRATION)) {
      simulator.failNext(
          Fault.falsify(Falsification.UNKNOWN_SERIAL), Fault.falsify(Falsification.UNKNOWN_SERIAL));

      assertThat(call(simulator).header(WANTED).send().header(WANTED)).isEqualTo("0".repeat(40));
      assertThat(call(simulator).header(WANTED, simulator.publicKeyId()).send().header(WANTED))
          .isEqualTo("PUB_KEY_ID_0");
    }
  }

  @Test
  void saysWhichKeysAModeDoesNotHave() {
    try (WechatPaySimulator one = started(GatewayMode.PLATFORM_CERTIFICATE);
        WechatPaySimulator other = started(GatewayMode.PUBLIC_KEY)) {
      String noPublicKey =
          "A gateway in mode PLATFORM_CERTIFICATE has no public key: start it in another mode";
      String noCertificates =
          "A gateway in mode PUBLIC_KEY has no platform certificates: start it in another mode";

      assertThatThrownBy(one::publicKeyId)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(noPublicKey);
      assertThatThrownBy(one::publicKeyPem).hasMessage(noPublicKey);
      assertThat(other.platformCertificates()).isEmpty();
      assertThatThrownBy(other::issuePlatformCertificate)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(noCertificates);
      assertThatThrownBy(other::useNewestPlatformCertificate).hasMessage(noCertificates);
      assertThatThrownBy(() -> other.retirePlatformCertificate("A")).hasMessage(noCertificates);
    }
  }

  private WechatPaySimulator started(GatewayMode mode) {
    return WechatPaySimulator.builder().clock(clock).mode(mode).strictAll().start();
  }

  private RawCall call(WechatPaySimulator simulator) {
    return new RawCall(simulator, clock.seconds(), "ORDER-0001");
  }

  private static String serialInUse(WechatPaySimulator simulator) {
    return simulator.platformCertificates().get(0).serial();
  }

  private static void assertThatCertificateSigned(RawAnswer answer, WechatPaySimulator simulator) {
    PlatformCertificate certificate = simulator.platformCertificates().get(0);
    assertThat(answer.header(WANTED)).isEqualTo(certificate.serial());
    assertThat(answer.isSignedBy(Pem.publicKeyOfCertificate(certificate.pem()))).isTrue();
  }
}
