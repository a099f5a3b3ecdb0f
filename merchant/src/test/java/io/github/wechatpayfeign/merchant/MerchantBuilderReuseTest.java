package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wechatpayfeign.openssl.MerchantKeys;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A builder can be used again for renewed keys, and keeps nothing of the old ones. */
class MerchantBuilderReuseTest {

  private static final String MCHID = "1900009191";
  private static final String LONG_SERIAL = "0072E2A8931B72A2E13AF8DEE92471EB39711500";

  @TempDir static Path folder;

  private static OpenSsl openSsl;
  private static Path key;
  private static Path nextKey;
  private static Path certificate;
  private static Path nextCertificate;
  private static Path publicKey;

  @BeforeAll
  static void makeKeys() {
    openSsl = new OpenSsl(folder);
    MerchantKeys keys = MerchantKeys.of(openSsl, "0A01");
    MerchantKeys nextKeys = MerchantKeys.of(openSsl, "0A02");
    key = keys.privateKey();
    certificate = keys.certificate();
    nextKey = nextKeys.privateKey();
    nextCertificate = nextKeys.certificate();
    publicKey = MerchantKeys.wechatPayPublicKey(openSsl);
  }

  private static KeyMaterial pkcs12(String name, Path key, Path certificate) {
    return KeyMaterial.of(openSsl.pkcs12(name, key, certificate, MCHID));
  }

  private static MerchantBuilder builder() {
    return Merchant.builder().mchid(MCHID).wechatPayPublicKey("PUB_KEY_ID_01", publicKey);
  }

  @Test
  void acceptsARenewedCertificate() {
    MerchantBuilder builder = builder().privateKey(key).certificate(certificate);
    assertThat(builder.build().merchantSerial()).isEqualTo("0A01");

    Merchant renewed = builder.privateKey(nextKey).certificate(nextCertificate).build();

    assertThat(renewed.merchantSerial()).isEqualTo("0A02");
    assertThat(renewed.keyValidity().serial()).isEqualTo("0A02");
  }

  @Test
  void acceptsARenewedPkcs12File() {
    MerchantBuilder builder = builder().pkcs12(pkcs12("one.p12", key, certificate));
    assertThat(builder.build().merchantSerial()).isEqualTo("0A01");

    assertThat(builder.pkcs12(pkcs12("two.p12", nextKey, nextCertificate)).build().merchantSerial())
        .isEqualTo("0A02");
  }

  @Test
  void prefersKeyAndCertificateSetAfterAPkcs12File() {
    MerchantBuilder builder = builder().pkcs12(pkcs12("three.p12", key, certificate));
    assertThat(builder.build().merchantSerial()).isEqualTo("0A01");

    assertThat(builder.privateKey(nextKey).certificate(nextCertificate).build().merchantSerial())
        .isEqualTo("0A02");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> builder.pkcs12(pkcs12("four.p12", key, certificate)).privateKey(key).build())
        .withMessage("A merchant needs merchantSerial(...)");
  }

  @Test
  void acceptsASerialAfterACertificateOfAnotherKey() {
    MerchantBuilder builder = builder().pkcs12(pkcs12("five.p12", key, certificate));
    assertThat(builder.build().merchantSerial()).isEqualTo("0A01");

    Merchant renewed = builder.privateKey(nextKey).merchantSerial("0A02").build();

    assertThat(renewed.merchantSerial()).isEqualTo("0A02");
    assertThat(renewed.keyValidity().until()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0072E2A8931B72A2E13AF8DEE92471EB39711500",
        "72E2A8931B72A2E13AF8DEE92471EB39711500",
        "0072e2a8931b72a2e13af8dee92471eb39711500",
        "072E2A8931B72A2E13AF8DEE92471EB39711500"
      })
  void comparesSerialsAsNumbersAndSendsThatOfTheCertificate(String given) {
    Path certified = openSsl.certificate("zero.pem", key, LONG_SERIAL);

    Merchant merchant =
        builder().privateKey(key).certificate(certified).merchantSerial(given).build();

    assertThat(merchant.merchantSerial())
        .isEqualTo(builder().privateKey(key).certificate(certified).build().merchantSerial())
        .isEqualTo(LONG_SERIAL.substring(2));
  }

  @Test
  void refusesAnotherSerialEachTime() {
    MerchantBuilder builder =
        builder().privateKey(key).certificate(certificate).merchantSerial("0A02");

    for (int i = 0; i < 2; i++) {
      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessage("The serial \"0A02\" does not match the certificate, whose serial is 0A01");
    }
    assertThat(builder.merchantSerial("A01").build().merchantSerial()).isEqualTo("0A01");
  }

  @Test
  void takesTheCertificateOfAChainThatMatchesTheKey() throws IOException {
    Path chain =
        Files.writeString(
            folder.resolve("chain.pem"),
            Files.readString(nextCertificate) + Files.readString(certificate));

    assertThat(builder().privateKey(key).certificate(chain).build().merchantSerial())
        .isEqualTo("0A01");
    assertThat(builder().privateKey(nextKey).certificate(chain).build().merchantSerial())
        .isEqualTo("0A02");
  }

  @Test
  void takesAllPlatformCertificatesOfAFileButNoAuthority() throws IOException {
    Path leaf =
        openSsl.key(
            "leaf.pem",
            "req",
            "-x509",
            "-key",
            nextKey.toString(),
            "-subj",
            "/CN=Tenpay",
            "-set_serial",
            "0x0B02",
            "-addext",
            "basicConstraints=critical,CA:FALSE");
    Path chain =
        Files.writeString(
            folder.resolve("platform.pem"), Files.readString(leaf) + Files.readString(certificate));

    assertThat(KeyReader.platformCertificates(KeyMaterial.of(chain)))
        .extracting(CertificateSerial::of)
        .containsExactly("0B02");
    Files.writeString(chain, Files.readString(nextCertificate) + Files.readString(certificate));
    assertThat(KeyReader.platformCertificates(KeyMaterial.of(chain)))
        .extracting(CertificateSerial::of)
        .containsExactly("0A02", "0A01");
  }
}
