package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseVerifierTest {

  private static final long NOW = 1_554_209_980;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  private static final String NONCE = "c5ac7061fccab6bf3e254dcf98995b8c";
  private static final byte[] BODY = "{\"message\":\"订单\"}".getBytes(UTF_8);
  private static final byte[] NOTHING = new byte[0];

  @TempDir static Path folder;

  private static OpenSsl openSsl;
  private static Path wechatPayKey;
  private static Path forgersKey;
  private static Merchant merchant;

  @BeforeAll
  static void makeKeys() {
    openSsl = new OpenSsl(folder);
    wechatPayKey = openSsl.rsaKey("wechatpay.pem", 2048);
    forgersKey = openSsl.rsaKey("forger.pem", 3072);
    merchant =
        Merchant.builder()
            .mchid("1900009191")
            .merchantSerial("0A")
            .privateKey(openSsl.rsaKey("apiclient_key.pem", 2048))
            .wechatPayPublicKey("PUB_KEY_ID_01", openSsl.publicKey(wechatPayKey, "pub_key.pem"))
            .build();
  }

  @Test
  void acceptsWhatOpensslSigned() {
    assertThatCode(() -> verify(signed(BODY), BODY)).doesNotThrowAnyException();
    assertThatCode(() -> verify(signed(NOTHING), NOTHING)).doesNotThrowAnyException();
  }

  @Test
  void acceptsHeaderNamesInAnyCase() {
    Map<String, Collection<String>> headers = new LinkedHashMap<>();
    signed(BODY).forEach((name, value) -> headers.put(name.toUpperCase(Locale.ROOT), value));

    assertThatCode(() -> verify(headers, BODY)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wechatpay-Timestamp",
        "Wechatpay-Nonce",
        "Wechatpay-Serial",
        "Wechatpay-Signature"
      })
  void rejectsAHeaderThatIsMissingEmptyOrRepeated(String name) {
    Map<String, Collection<String>> headers = signed(BODY);
    Collection<String> value = List.copyOf(headers.getOrDefault(name, List.of()));
    headers.remove(name);
    assertThat(reason(headers, BODY)).isEqualTo(Reason.MISSING_HEADER);

    headers.put(name, List.of(""));
    assertThat(reason(headers, BODY)).isEqualTo(Reason.MISSING_HEADER);

    headers.put(name, List.of(value.iterator().next(), value.iterator().next()));
    assertThat(reason(headers, BODY)).isEqualTo(Reason.REPEATED_HEADER);

    headers.put(name, value);
    headers.put(name.toLowerCase(Locale.ROOT), value);
    assertThat(reason(headers, BODY)).isEqualTo(Reason.REPEATED_HEADER);
  }

  @ParameterizedTest(name = "{0} s off")
  @ValueSource(longs = {-299, -1, 0, 1, 299})
  void acceptsATimestampWithinTolerance(long seconds) {
    Map<String, Collection<String>> headers = signed(BODY, Long.toString(NOW + seconds));

    assertThatCode(() -> verify(headers, BODY)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} s off")
  @ValueSource(longs = {-86_400, -301, -300, 300, 301, 86_400})
  void rejectsATimestampAtToleranceAndBeyond(long seconds) {
    Map<String, Collection<String>> headers = signed(BODY, Long.toString(NOW + seconds));

    VerificationFailure thrown = refusal(headers, BODY);

    assertThat(thrown.reason()).isEqualTo(Reason.EXPIRED_TIMESTAMP);
    assertThat(thrown)
        .hasMessageStartingWith(
            "Wechatpay-Timestamp is "
                + Math.abs(seconds)
                + (seconds < 0 ? " s behind" : " s ahead of")
                + " this machine's clock, and 300 s or more are too far");
  }

  @Test
  void countsPartsOfASecondOfTheClock() {
    Clock late = Clock.fixed(Instant.ofEpochSecond(NOW + 299, 999_999_999), ZoneOffset.UTC);

    assertThatCode(() -> verify(late, signed(NOTHING), NOTHING)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "-1",
        "+1554209980",
        "1554209980.0",
        " 1554209980",
        "1554209980000000000",
        "٣٣٣"
      })
  void rejectsATimestampThatIsNoNumberOfSeconds(String timestamp) {
    assertThat(reason(signed(BODY, timestamp), BODY)).isEqualTo(Reason.MALFORMED_TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PUB_KEY_ID_02", "pub_key_id_01", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"})
  void rejectsASerialThatTheMerchantDoesNotHave(String serial) {
    Map<String, Collection<String>> headers = signed(BODY);
    headers.put("Wechatpay-Serial", List.of(serial));

    VerificationFailure thrown = refusal(headers, BODY);

    assertThat(thrown.reason()).isEqualTo(Reason.UNKNOWN_SERIAL);
    assertThat(thrown)
        .hasMessageContaining(
            "Wechatpay-Serial is " + serial + ", but the merchant 1900009191 has PUB_KEY_ID_01");
  }

  @Test
  void rejectsTheSignatureOfAnotherKey() {
    Map<String, Collection<String>> headers = signed(BODY);
    headers.put("Wechatpay-Signature", List.of(openSsl.signBase64(forgersKey, message(NOW, BODY))));

    assertThat(reason(headers, BODY)).isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @Test
  void rejectsAChangeOfAnyPart() {
    assertThat(reason(signed(BODY), "{\"message\":\"订草\"}".getBytes(UTF_8)))
        .isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(reason(signed(BODY), NOTHING)).isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(reason(signed(NOTHING), "\n".getBytes(UTF_8))).isEqualTo(Reason.WRONG_SIGNATURE);

    Map<String, Collection<String>> otherNonce = signed(BODY);
    otherNonce.put("Wechatpay-Nonce", List.of(NONCE + "0"));
    assertThat(reason(otherNonce, BODY)).isEqualTo(Reason.WRONG_SIGNATURE);

    Map<String, Collection<String>> otherTime = signed(BODY);
    otherTime.put("Wechatpay-Timestamp", List.of(Long.toString(NOW + 1)));
    assertThat(reason(otherTime, BODY)).isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "'WECHATPAY/SIGNTEST/abc', SIGNTEST_PROBE",
    "'WECHATPAY/SIGNTEST/GqYlT5rYmlAIm8a5', SIGNTEST_PROBE",
    "'not base64!', MALFORMED_SIGNATURE",
    "'abcde', MALFORMED_SIGNATURE",
    "'AAAA', WRONG_SIGNATURE",
    "'====', MALFORMED_SIGNATURE"
  })
  void rejectsWhatIsNoSignature(String signature, Reason reason) {
    Map<String, Collection<String>> headers = signed(BODY);
    headers.put("Wechatpay-Signature", List.of(signature));

    assertThat(reason(headers, BODY)).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Wechatpay-Serial, 0123456789",
    "Wechatpay-Serial, ",
    "Wechatpay-Timestamp, 1",
    "Wechatpay-Timestamp, now",
    "Wechatpay-Nonce, ",
    "Wechatpay-Signature-Type, WECHATPAY2-SM2-WITH-SM3"
  })
  void namesAProbeWhateverItsOtherHeadersAre(String name, String value) {
    Map<String, Collection<String>> headers = signed(BODY);
    headers.put("Wechatpay-Signature", List.of("WECHATPAY/SIGNTEST/x"));
    headers.put(name, value == null ? List.of() : List.of(value));

    assertThat(reason(headers, BODY)).isEqualTo(Reason.SIGNTEST_PROBE);
  }

  @Test
  void doesNotMoveALineOfTheBodyIntoTheNonceOrBack() {
    byte[] body = "{\n\"trade_state\":\"NOTPAY\"}".getBytes(UTF_8);
    Map<String, Collection<String>> headers = signed(body);
    headers.put("Wechatpay-Nonce", List.of(NONCE + "\n{"));

    assertThat(reason(headers, "\"trade_state\":\"NOTPAY\"}".getBytes(UTF_8)))
        .isEqualTo(Reason.MALFORMED_NONCE);
  }

  @ParameterizedTest(name = "U+{0}")
  @ValueSource(strings = {"0A", "0D", "00", "09", "20", "7F", "85", "A0", "2028", "4E00"})
  void rejectsWhatNoPartOfTheMessageHolds(String codePoint) {
    String odd = Character.toString(Integer.parseInt(codePoint, 16));
    for (Map.Entry<String, Reason> part :
        Map.of(
                "Wechatpay-Timestamp", Reason.MALFORMED_TIMESTAMP,
                "Wechatpay-Nonce", Reason.MALFORMED_NONCE,
                "Wechatpay-Serial", Reason.MALFORMED_SERIAL,
                "Wechatpay-Signature", Reason.MALFORMED_SIGNATURE,
                "Wechatpay-Signature-Type", Reason.WRONG_SIGNATURE_TYPE)
            .entrySet()) {
      for (int place : new int[] {0, 1, 2}) {
        Map<String, Collection<String>> headers = signed(BODY);
        headers.put("Wechatpay-Signature-Type", List.of("WECHATPAY2-SHA256-RSA2048"));
        StringBuilder value =
            new StringBuilder(headers.getOrDefault(part.getKey(), List.of()).iterator().next());
        value.insert(place * value.length() / 2, odd);
        headers.put(part.getKey(), List.of(value.toString()));

        assertThat(reason(headers, BODY)).as(part.getKey()).isEqualTo(part.getValue());
      }
    }
  }

  @Test
  void rejectsTheSignatureTypeOfAnotherAlgorithm() {
    Map<String, Collection<String>> headers = signed(BODY);
    headers.put("Wechatpay-Signature-Type", List.of("WECHATPAY2-SM2-WITH-SM3"));
    assertThat(reason(headers, BODY)).isEqualTo(Reason.WRONG_SIGNATURE_TYPE);

    headers.put("Wechatpay-Signature-Type", List.of("WECHATPAY2-SHA256-RSA2048"));
    assertThatCode(() -> verify(headers, BODY)).doesNotThrowAnyException();
  }

  private static Reason reason(Map<String, Collection<String>> headers, byte[] body) {
    return refusal(headers, body).reason();
  }

  private static VerificationFailure refusal(Map<String, Collection<String>> headers, byte[] body) {
    VerificationFailure thrown =
        catchThrowableOfType(VerificationFailure.class, () -> verify(headers, body));
    assertThat(thrown).as("the refusal").isNotNull();
    return thrown;
  }

  private static void verify(Map<String, Collection<String>> headers, byte[] body)
      throws VerificationFailure {
    verify(CLOCK, headers, body);
  }

  private static void verify(Clock clock, Map<String, Collection<String>> headers, byte[] body)
      throws VerificationFailure {
    ResponseVerifier.Verified verified =
        new ResponseVerifier(clock, Duration.ofMinutes(5))
            .verify(headers, body, TrustedKeys.of(merchant, clock));

    assertThat(verified.serial()).isEqualTo("PUB_KEY_ID_01");
    assertThat(verified.nonce()).isEqualTo(NONCE);
  }

  private static Map<String, Collection<String>> signed(byte[] body) {
    return signed(body, Long.toString(NOW));
  }

  private static Map<String, Collection<String>> signed(byte[] body, String timestamp) {
    Map<String, Collection<String>> headers = new LinkedHashMap<>();
    headers.put("Wechatpay-Timestamp", List.of(timestamp));
    headers.put("Wechatpay-Nonce", List.of(NONCE));
    headers.put("Wechatpay-Serial", List.of("PUB_KEY_ID_01"));
    headers.put(
        "Wechatpay-Signature",
        List.of(
            Base64.getEncoder()
                .encodeToString(openSsl.sign(wechatPayKey, message(timestamp, body)))));
    return headers;
  }

  private static byte[] message(Object timestamp, byte[] body) {
    return (timestamp + "\n" + NONCE + "\n" + new String(body, UTF_8) + "\n").getBytes(UTF_8);
  }
}
