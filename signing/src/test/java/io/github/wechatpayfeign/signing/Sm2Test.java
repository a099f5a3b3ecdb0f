package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.Scheme;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SM2 with SM3, checked by openssl in both directions. */
class Sm2Test {

  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_554_208_460), ZoneOffset.UTC);

  @TempDir static Path folder;

  private static OpenSsl openSsl;
  private static Path key;
  private static Path platformKey;
  private static Path platformCertificate;
  private static Merchant merchant;

  @BeforeAll
  static void makeKeys() {
    openSsl = new OpenSsl(folder);
    key = openSsl.key("sm2.pem", "genpkey", "-algorithm", "SM2");
    platformKey = openSsl.key("platform.pem", "genpkey", "-algorithm", "SM2");
    platformCertificate = certificate("platform_cert.pem", platformKey, "0A51");
    merchant =
        Merchant.builder()
            .mchid("1900009191")
            .privateKey(key)
            .certificate(certificate("apiclient_cert.pem", key, "0A1B"))
            .clock(Clock.systemUTC())
            .platformCertificate(platformCertificate)
            .build();
  }

  private static Path certificate(String name, Path key, String serial) {
    return openSsl.key(
        name,
        "req",
        "-x509",
        "-sm3",
        "-sigopt",
        "distid:1234567812345678",
        "-key",
        key.toString(),
        "-subj",
        "/CN=sm2",
        "-days",
        "30",
        "-set_serial",
        "0x" + serial);
  }

  @Test
  void takesKeyAndCertificateOfSm2() {
    assertThat(merchant.scheme()).isEqualTo(Scheme.SM2);
    assertThat(merchant.merchantSerial()).isEqualTo("0A1B");
    assertThat(Security.getProvider("BC")).isNull();
  }

  @Test
  void signsWhatOpensslVerifies() throws Exception {
    String authorization =
        new RequestSigner(CLOCK, () -> "593BEC0C930BF1AFEB40B4A08C8FB242")
            .sign(merchant, "POST", "/v3/pay", "{}".getBytes(UTF_8))
            .authorization();

    assertThat(authorization)
        .startsWith("WECHATPAY2-SM2-WITH-SM3 mchid=\"1900009191\",nonce_str=\"593BEC0C")
        .endsWith("timestamp=\"1554208460\",serial_no=\"0A1B\"");
    String signature = authorization.replaceFirst(".*signature=\"([^\"]+)\".*", "$1");
    Path der = folder.resolve("signature.der");
    Files.write(der, Base64.getDecoder().decode(signature));
    Path message = folder.resolve("signed.txt");
    Files.writeString(message, "POST\n/v3/pay\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n{}\n");
    Path verified =
        openSsl.key(
            "verified.txt",
            "pkeyutl",
            "-verify",
            "-rawin",
            "-digest",
            "sm3",
            "-pkeyopt",
            "distid:1234567812345678",
            "-pubin",
            "-inkey",
            openSsl.publicKey(key, "sm2_pub.pem").toString(),
            "-sigfile",
            der.toString(),
            "-in",
            message.toString());
    assertThat(Files.readString(verified)).contains("Signature Verified Successfully");
  }

  @Test
  void verifiesWhatOpensslSigned() throws IOException {
    long now = Instant.now().getEpochSecond();
    Path message = folder.resolve("answer.txt");
    Files.writeString(message, now + "\nnonce\n{}\n");
    Path signature =
        openSsl.key(
            "answer.der",
            "pkeyutl",
            "-sign",
            "-rawin",
            "-digest",
            "sm3",
            "-pkeyopt",
            "distid:1234567812345678",
            "-inkey",
            platformKey.toString(),
            "-in",
            message.toString());
    Map<String, Collection<String>> headers =
        Map.of(
            "Wechatpay-Timestamp", List.of(Long.toString(now)),
            "Wechatpay-Nonce", List.of("nonce"),
            "Wechatpay-Serial", List.of("0a51"),
            "Wechatpay-Signature-Type", List.of("WECHATPAY2-SM2-WITH-SM3"),
            "Wechatpay-Signature",
                List.of(Base64.getEncoder().encodeToString(Files.readAllBytes(signature))));
    ResponseVerifier verifier = new ResponseVerifier(Clock.systemUTC(), Duration.ofMinutes(5));
    TrustedKeys trusted = TrustedKeys.of(merchant, Clock.systemUTC());

    assertThatCode(() -> verifier.verify(headers, "{}".getBytes(UTF_8), trusted))
        .doesNotThrowAnyException();
    assertThatCode(() -> verifier.verify(headers, "{ }".getBytes(UTF_8), trusted))
        .isInstanceOf(VerificationFailure.class);
  }

  @Test
  void refusesToMixSm2AndRsa() {
    Path rsa = openSsl.publicKey(openSsl.rsaKey("rsa.pem", 2048), "rsa_pub.pem");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Merchant.builder()
                    .mchid("1900009191")
                    .merchantSerial("0A")
                    .privateKey(key)
                    .wechatPayPublicKey("PUB_KEY_ID_01", rsa)
                    .build())
        .withMessage(
            "The private key is SM2, but WeChat Pay's PUB_KEY_ID_01 is RSA: both must be RSA or both"
                + " SM2");
  }

  @Test
  void refusesAnSm2KeyThatDoesNotBelongToItsCertificate() {
    assertDoesNotBelongTo(platformCertificate);
  }

  @Test
  void refusesAnSm2KeyWithACertificateOfRsa() {
    Path rsa = openSsl.rsaKey("rsa_apiclient_key.pem", 2048);

    assertDoesNotBelongTo(
        openSsl.key(
            "rsa_apiclient_cert.pem", "req", "-x509", "-key", rsa.toString(), "-subj", "/CN=rsa"));
  }

  private static void assertDoesNotBelongTo(Path certificate) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Merchant.builder()
                    .mchid("1900009191")
                    .privateKey(key)
                    .certificate(certificate)
                    .apiV3Key("0".repeat(32))
                    .build())
        .withMessageStartingWith("The private key does not belong to the certificate");
  }

  @Test
  void refusesTheMerchantsOwnCertificateAsWechatPays() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Merchant.builder()
                    .mchid("1900009191")
                    .merchantSerial("0A")
                    .privateKey(platformKey)
                    .platformCertificate(platformCertificate)
                    .build())
        .withMessage(
            "The platform certificate 0A51 is the merchant's own certificate: a platform"
                + " certificate is WeChat Pay's");
  }
}
