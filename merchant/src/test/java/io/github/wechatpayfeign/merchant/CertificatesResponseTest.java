package io.github.wechatpayfeign.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wechatpayfeign.openssl.OpenSsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with platform certificates, good and odd ones; the JDK encrypts them. */
class CertificatesResponseTest {

  private static final String API_V3_KEY = "0123456789abcdef0123456789ABCDEF";
  private static final ApiV3Key KEY = new ApiV3Key(API_V3_KEY);
  private static final String NONCE = "aae8c2e79c5b";

  @TempDir static Path folder;

  private static String pem;
  private static String smallPem;

  @BeforeAll
  static void makeCertificates() throws Exception {
    OpenSsl openSsl = new OpenSsl(folder);
    pem = Files.readString(certificate(openSsl, openSsl.rsaKey("platform.pem", 2048), "0A51"));
    smallPem = Files.readString(certificate(openSsl, openSsl.rsaKey("small.pem", 1024), "0A52"));
  }

  private static Path certificate(OpenSsl openSsl, Path key, String serial) {
    return openSsl.key(
        serial + ".pem",
        "req",
        "-x509",
        "-key",
        key.toString(),
        "-subj",
        "/CN=platform",
        "-days",
        "30",
        "-set_serial",
        "0x" + serial);
  }

  @Test
  void decryptsTheAnswerOfTheGateway() throws Exception {
    CertificatesResponse list = CertificatesResponse.read(list("0A51", pem).getBytes(UTF_8), KEY);
    List<VerificationKey> keys = list.keys();

    assertThat(list.odd()).isEmpty();
    assertThat(keys).hasSize(1);
    assertThat(keys.get(0).serial()).isEqualTo("0A51");
    assertThat(keys.get(0).scheme()).isEqualTo(Scheme.RSA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        "{\"data\":null}",
        "{\"data\":[]}",
        "{\"data\":[null]}",
        "{\"data\":[7]}",
        "{\"data\":{\"a\":{}}}",
        "{\"data\":[{\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\"}}]}",
        "{\"data\":[{\"encrypt_certificate\":{\"algorithm\":\"AEAD_SM4_GCM\",\"nonce\":\"\"}}]}",
        "{\"data\":[{\"encrypt_certificate\":{\"algorithm\":\"AEAD_SM4_GCM\",\"nonce\":\"x\"}}]}"
      })
  void refusesAnAnswerWithoutCertificates(String body) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> CertificatesResponse.read(body.getBytes(UTF_8), KEY));
  }

  @Test
  void refusesACertificateUnderAnotherSerialOrWithASmallKeyOrNone() throws Exception {
    String elsewhere = list("0A52", pem);
    String small = list("0A52", smallPem);
    String nonsense = list("0A51", "no certificate");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> CertificatesResponse.read(elsewhere.getBytes(UTF_8), KEY))
        .withMessage("A platform certificate has the serial 0A51, but is listed under another");
    for (String body : List.of(small, nonsense)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> CertificatesResponse.read(body.getBytes(UTF_8), KEY))
          .withMessageStartingWith(
              "The list of platform certificates holds something other than a certificate with a"
                  + " usable key: ");
    }
  }

  /** Odd entries beside a good one, with the finding for each. */
  static Stream<Arguments> oddEntries() throws Exception {
    String good = entry("0A51", pem);
    return Stream.of(
        arguments("null", "is encrypted with \"\""),
        arguments("7", "is encrypted with \"\""),
        arguments("{}", "is encrypted with \"\""),
        arguments(good.replace("AEAD_AES_256_GCM", "AEAD_AES_512"), "\"AEAD_AES_512\", which this"),
        arguments(good.replace(NONCE, "aae8c2e79c5c"), "The APIv3 key does not open"),
        arguments(good.replace("\"certificate\"", "\"\""), "The APIv3 key does not open"),
        arguments(good.replace(NONCE, ""), "cannot be decrypted"),
        arguments(good.replace("\"ciphertext\":\"", "\"ciphertext\":\"*"), "cannot be decrypted"),
        arguments(entry("0A52", pem), "has the serial 0A51, but is listed under another"),
        arguments(entry("0A52", smallPem), "usable key: "),
        arguments(entry("0A51", "no certificate"), "usable key: "));
  }

  @ParameterizedTest
  @MethodSource("oddEntries")
  void skipsAnEntryThatItDoesNotUnderstand(String odd, String finding) throws Exception {
    String good = entry("0A51", pem);
    for (String entries : List.of(good + ',' + odd, odd + ',' + good)) {
      CertificatesResponse list = CertificatesResponse.read(data(entries).getBytes(UTF_8), KEY);

      assertThat(list.keys()).extracting(VerificationKey::serial).containsExactly("0A51");
      assertThat(list.odd()).hasSize(1);
      assertThat(list.odd().get(0)).contains(finding).doesNotContain(API_V3_KEY);
    }
  }

  @ParameterizedTest
  @MethodSource("oddEntries")
  void describesEachEntryIfNoneIsUsable(String odd, String finding) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> CertificatesResponse.read(data(odd).getBytes(UTF_8), KEY))
        .withMessageContaining(finding);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                CertificatesResponse.read(
                    data(odd + "," + entry("0A51", "no certificate")).getBytes(UTF_8), KEY))
        .withMessageContaining(finding)
        .withMessageContaining("other than a certificate with a usable key: ");
  }

  @Test
  void blamesOnlyTheApiV3KeyIfItDecryptsNothing() throws Exception {
    String body = data(entry("0A51", pem) + ',' + entry("0A51", pem));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () -> CertificatesResponse.read(body.getBytes(UTF_8), new ApiV3Key("0".repeat(32))))
        .withMessage(
            "The APIv3 key does not open the platform certificates: it is not the one that is set"
                + " in the merchant portal, API security, APIv3 key");
  }

  @Test
  void usesTheTimesOfTheListIfTheyAreNarrower() throws Exception {
    Instant from = only(entry("0A51", pem)).from();
    Instant until = only(entry("0A51", pem)).until();

    VerificationKey narrower =
        only(timed("2018-06-08T10:34:56+08:00", beijing(until.minusSeconds(60))));
    assertThat(narrower.from()).isEqualTo(from);
    assertThat(narrower.until()).isEqualTo(until.minusSeconds(60));

    VerificationKey later = only(timed(beijing(from.plusSeconds(60)), "2999-06-08T10:34:56+08:00"));
    assertThat(later.from()).isEqualTo(from.plusSeconds(60));
    assertThat(later.until()).isEqualTo(until);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "1528425296", "2018-06-08 10:34:56"})
  void usesTheTimesOfTheCertificateIfTheListHasNone(String time) throws Exception {
    CertificatesResponse list =
        CertificatesResponse.read(data(timed(time, time)).getBytes(UTF_8), KEY);

    assertThat(list.keys().get(0).until()).isEqualTo(only(entry("0A51", pem)).until());
    assertThat(list.odd())
        .containsExactly(
            "The effective_time of a platform certificate is not a time: \"" + time + '"',
            "The expire_time of a platform certificate is not a time: \"" + time + '"');
  }

  private static VerificationKey only(String entry) {
    return CertificatesResponse.read(data(entry).getBytes(UTF_8), KEY).keys().get(0);
  }

  private static String timed(String effective, String expire) throws Exception {
    return entry("0A51", pem)
        .replaceFirst(
            "\\{", "{\"effective_time\":\"" + effective + "\",\"expire_time\":\"" + expire + "\",");
  }

  private static String beijing(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(8)).format(instant);
  }

  @Test
  void survivesAChangeOfAnyByte() throws Exception {
    long seed = new SecureRandom().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] whole = list("0A51", pem).getBytes(UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        assertThat(CertificatesResponse.read(changed, KEY).keys()).hasSize(1);
      } catch (IllegalStateException refused) {
        assertThat(refused).hasMessageNotContaining(API_V3_KEY);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0123456789abcdef0123456789ABCDE", "0123456789abcdef0123456789ABCDEF0"})
  void refusesAnApiV3KeyThatIsNot32CharactersLong(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ApiV3Key(key))
        .withMessage(
            "The APIv3 key must have 32 characters, but has "
                + key.length()
                + ": set one in the merchant portal, API security, APIv3 key");
    assertThat(KEY).hasToString("ApiV3Key[...]");
  }

  private static String list(String serial, String text) throws Exception {
    return data(entry(serial, text));
  }

  private static String data(String entries) {
    return "{\"data\":[" + entries + "]}";
  }

  private static String entry(String serial, String text) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(API_V3_KEY.getBytes(UTF_8), "AES"),
        new GCMParameterSpec(128, NONCE.getBytes(UTF_8)));
    cipher.updateAAD("certificate".getBytes(UTF_8));
    String ciphertext = Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(UTF_8)));
    return """
        {"serial_no":"%s","encrypt_certificate":{"algorithm":"AEAD_AES_256_GCM",
        "nonce":"%s","associated_data":"certificate","ciphertext":"%s"}}"""
        .formatted(serial, NONCE, ciphertext);
  }
}
