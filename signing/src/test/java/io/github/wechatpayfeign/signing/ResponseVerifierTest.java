package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Merchant;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link ResponseVectorsTest} does not show: texts, the clock, and characters in each place.
 */
class ResponseVerifierTest {

  private static final long NOW = 1_554_209_980;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  private static final String NONCE = "c5ac7061fccab6bf3e254dcf98995b8c";
  private static final byte[] BODY = "{\"message\":\"订单\"}".getBytes(UTF_8);
  private static final byte[] NOTHING = new byte[0];

  private static final Merchant MERCHANT = OpenSslKeys.merchant("1900009191", "0A");

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
            .verify(headers, body, TrustedKeys.of(MERCHANT, clock));

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
                .encodeToString(
                    OpenSslKeys.OPEN_SSL.sign(
                        OpenSslKeys.WECHAT_PAY_KEY, message(timestamp, body)))));
    return headers;
  }

  private static byte[] message(String timestamp, byte[] body) {
    return (timestamp + "\n" + NONCE + "\n" + new String(body, UTF_8) + "\n").getBytes(UTF_8);
  }
}
