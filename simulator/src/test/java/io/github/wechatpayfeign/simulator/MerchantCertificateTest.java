package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merchant's certificate is readable, and can be renewed and revoked. */
class MerchantCertificateTest extends SimulatorTest {
  private static final long FIVE_YEARS = 5 * 365 * 86_400L;

  @Test
  void opensslReadsTheCertificateOfTheMerchant(@TempDir Path folder) {
    Openssl openssl = new Openssl(folder);
    String certificate = openssl.file("certificate.pem", simulator.merchantCertificatePem());
    String key = openssl.file("key.pem", simulator.merchantPrivateKeyPem());

    assertThat(openssl.run("x509", "-in", certificate, "-noout", "-serial"))
        .isEqualTo("serial=" + simulator.merchantSerial() + "\n");
    assertThat(openssl.run("x509", "-in", certificate, "-noout", "-subject"))
        .contains("CN = 1900000001");
    assertThat(openssl.run("x509", "-in", certificate, "-noout", "-dates"))
        .isEqualTo("notBefore=Jan 15 07:00:00 2027 GMT\nnotAfter=Jan 14 07:00:00 2032 GMT\n");
    assertThat(openssl.run("x509", "-in", certificate, "-noout", "-pubkey"))
        .isEqualTo(openssl.run("pkey", "-in", key, "-pubout"));
    assertThat(openssl.run("verify", "-no_check_time", "-CAfile", certificate, certificate))
        .endsWith(": OK\n");
  }

  @Test
  void everySerialHasFortyDigitsAndFitsIntoTwentyOctets() {
    RandomText random = new RandomText(new SecureRandom());

    assertThat(Stream.generate(random::certificateSerial).limit(1000))
        .allMatch(serial -> serial.matches("[0-7][1-9A-F][0-9A-F]{38}"))
        .anyMatch(serial -> serial.startsWith("0"))
        .doesNotHaveDuplicates();
  }

  @Test
  void oldCertificateIsStillAcceptedAfterRenewal() {
    RawCall old = call("ORDER-0001");

    simulator.merchant().renewCertificate();

    assertThat(simulator.merchantSerial()).isNotEqualTo(old.serial);
    assertThat(simulator.merchantPrivateKeyPem()).isNotEqualTo(old.privateKeyPem);
    assertThat(old.send().status()).isEqualTo(204);
    assertThat(call("ORDER-0001").send().status()).isEqualTo(204);
  }

  @Test
  void certificateIsRefusedWithTheKeyOfAnotherOne() {
    RawCall call = call("ORDER-0001");
    simulator.merchant().renewCertificate();
    call.serial = simulator.merchantSerial();

    assertThat(call.send().message()).isEqualTo("错误的签名,验签失败");
  }

  @Test
  void revokedCertificateIsRefused() {
    RawCall old = call("ORDER-0001");
    simulator.merchant().renewCertificate();

    simulator.merchant().revokeCertificate(old.serial);

    RawAnswer answer = old.send();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("SIGN_ERROR");
    assertThat(answer.message()).isEqualTo("商户证书已作废");
    assertThat(call("ORDER-0001").send().status()).isEqualTo(204);
  }

  @Test
  void certificateIsAcceptedUntilItExpires() {
    clock.advanceSeconds(FIVE_YEARS - 3600);
    assertThat(call("ORDER-0001").send().status()).isEqualTo(204);

    clock.advanceSeconds(1);
    assertThat(call("ORDER-0001").send().message()).isEqualTo("商户证书已过期");

    simulator.merchant().renewCertificate();
    assertThat(call("ORDER-0001").send().status()).isEqualTo(204);
  }

  @Test
  void onlyExistingCertificatesCanBeRevoked() {
    String serial = simulator.merchantSerial().toLowerCase(Locale.ROOT) + "0";

    assertThatThrownBy(() -> simulator.merchant().revokeCertificate(serial))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No certificate of this merchant has the serial \"%s\": use the serial of one that it"
                + " has",
            serial);
  }
}
