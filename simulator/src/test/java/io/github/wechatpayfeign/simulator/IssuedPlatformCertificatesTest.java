package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Platform certificates are listed, replaced and retired as WeChat Pay does it. */
class IssuedPlatformCertificatesTest {
  private static final String NONE = "无可用的平台证书,请在商户平台-API安全申请使用微信支付公钥";

  private final SteppedClock clock = new SteppedClock();
  private final WechatPaySimulator simulator =
      WechatPaySimulator.builder().clock(clock).mode(GatewayMode.MIGRATION).strictAll().start();
  private final PlatformCertificate first = simulator.platformCertificates().get(0);

  @AfterEach
  void closeSimulator() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?algorithm_type=RSA", "?algorithm_type=ALL", "?a=b"})
  void listsTheCertificateEncryptedWithTheApiV3Key(String query) throws Exception {
    RawAnswer answer = download(query).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.isSignedBy(Pem.publicKeyOfCertificate(first.pem()))).isTrue();
    assertThat(answer.json().path("data")).hasSize(1);
    JsonNode entry = answer.json().at("/data/0");
    assertThat(entry.path("serial_no").asText()).isEqualTo(first.serial());
    assertThat(entry.path("effective_time").asText()).isEqualTo("2027-01-15T15:00:00+08:00");
    assertThat(entry.path("expire_time").asText()).isEqualTo("2032-01-14T15:00:00+08:00");
    JsonNode encrypted = entry.path("encrypt_certificate");
    assertThat(encrypted.path("algorithm").asText()).isEqualTo("AEAD_AES_256_GCM");
    assertThat(encrypted.path("nonce").asText()).matches("[0-9A-Za-z]{12}");
    assertThat(encrypted.path("associated_data").asText()).isEqualTo("certificate");
    assertThat(Decryption.aes(encrypted, simulator.apiV3Key())).isEqualTo(first.pem());
  }

  @Test
  void opensslReadsTheCertificate(@TempDir Path folder) {
    Openssl openssl = new Openssl(folder);
    String file = openssl.file("certificate.pem", first.pem());

    assertThat(openssl.run("x509", "-in", file, "-noout", "-serial", "-dates"))
        .isEqualTo(
            "serial=%s\nnotBefore=Jan 15 07:00:00 2027 GMT\nnotAfter=Jan 14 07:00:00 2032 GMT\n"
                .formatted(first.serial()));
  }

  @Test
  void encryptsForTheMerchantThatSentTheRequest() throws GeneralSecurityException {
    SimulatedMerchant other = simulator.addMerchant("1900000002");

    JsonNode encrypted =
        download("")
            .by(other)
            .get("/v3/certificates")
            .send()
            .json()
            .at("/data/0/encrypt_certificate");

    assertThat(Decryption.aes(encrypted, other.apiV3Key())).isEqualTo(first.pem());
    assertThatThrownBy(() -> Decryption.aes(encrypted, simulator.apiV3Key()))
        .isInstanceOf(AEADBadTagException.class);
  }

  @Test
  void listIsSignedWithThePublicKeyIfTheRequestNamesIt() {
    RawAnswer answer = download("").header("Wechatpay-Serial", simulator.publicKeyId()).send();

    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
  }

  @Test
  void newCertificateIsListedBeforeItSigns() {
    PlatformCertificate second = simulator.issuePlatformCertificate();

    assertThat(simulator.platformCertificates()).containsExactly(first, second);
    RawAnswer before = download("").send();
    assertThat(before.json().findValuesAsText("serial_no"))
        .containsExactly(first.serial(), second.serial());
    assertThat(before.header("Wechatpay-Serial")).isEqualTo(first.serial());
    assertThat(close().header("Wechatpay-Serial", second.serial()).send().status()).isEqualTo(204);

    simulator.useNewestPlatformCertificate();

    RawAnswer after = close().send();
    assertThat(after.header("Wechatpay-Serial")).isEqualTo(second.serial());
    assertThat(after.isSignedBy(Pem.publicKeyOfCertificate(second.pem()))).isTrue();
  }

  @Test
  void issuingLimitsTheValidityOfTheOlderOnes() {
    clock.advanceSeconds(3 * 86_400);
    simulator.issuePlatformCertificate();
    clock.advanceSeconds(3600);
    simulator.issuePlatformCertificate();

    assertThat(download("").send().json().findValuesAsText("expire_time"))
        .containsExactly(
            "2027-01-19T16:00:00+08:00", "2027-01-19T17:00:00+08:00", "2032-01-17T16:00:00+08:00");
  }

  @Test
  void retiredCertificateIsNeitherListedNorKnown() {
    PlatformCertificate second = simulator.issuePlatformCertificate();
    simulator.useNewestPlatformCertificate();

    simulator.retirePlatformCertificate(first.serial());

    assertThat(simulator.platformCertificates()).containsExactly(second);
    assertThat(close().header("Wechatpay-Serial", first.serial()).send().code())
        .isEqualTo("PARAM_ERROR");
  }

  @Test
  void refusesToRetireTheCertificateThatSigns() {
    assertThatThrownBy(() -> simulator.retirePlatformCertificate(first.serial()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The platform certificate %s signs the answers: use a newer one first", first.serial());
    assertThatThrownBy(() -> simulator.retirePlatformCertificate("A"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No platform certificate has the serial \"A\": use the serial of a listed one");
  }

  @Test
  void answersNotFoundForAKindOfCertificateThatDoesNotExist() {
    RawAnswer answer = download("?algorithm_type=SM2").send();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("RESOURCE_NOT_EXISTS");
    assertThat(answer.message()).isEqualTo(NONE);
  }

  @Test
  void answersNotFoundIfThereAreNoCertificates() {
    try (WechatPaySimulator other = WechatPaySimulator.builder().clock(clock).strictAll().start()) {
      RawAnswer answer =
          new RawCall(other, clock.seconds(), "ORDER-0001").get("/v3/certificates").send();

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.message()).isEqualTo(NONE);
    }
  }

  @Test
  void refusesUnknownAlgorithms() {
    RawAnswer answer = download("?algorithm_type=rsa").send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(answer.json().at("/detail/value").asText()).isEqualTo("rsa");
  }

  @Test
  void refusesOtherMethodsThanGet() {
    RawCall call = download("");
    call.method = "POST";

    RawAnswer answer = call.send();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET");
  }

  private RawCall download(String query) {
    return close().get("/v3/certificates" + query);
  }

  private RawCall close() {
    return new RawCall(simulator, clock.seconds(), "ORDER-0001");
  }
}
