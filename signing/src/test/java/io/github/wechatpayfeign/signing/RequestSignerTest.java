package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wechatpayfeign.merchant.Merchant;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures of requests, checked by openssl, and requests that are not signed. */
class RequestSignerTest {

  private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_554_208_460, 999_999_999), ZoneOffset.UTC);

  private final Merchant merchant =
      OpenSslKeys.merchant("1900009191", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C");

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "POST, /v3/pay/transactions/out-trade-no/ORDER-1/close, '{\"mchid\":\"1900009191\"}'",
    "POST, /v3/pay/transactions/out-trade-no/a%7Cb*c/close, '{\"mchid\":\"1900009191\"}'",
    "GET, /v3/pay/transactions/id/42?mchid=1900009191, ''",
    "POST, /v3/empty, ''",
    "POST, /v3/note, '{\"description\":\"订单😀\"}'",
    "POST, /v3/line, '{}\n'",
  })
  void signsByteForByteAsOpensslDoes(String method, String target, String body) throws Exception {
    String message = method + "\n" + target + "\n1554208460\n" + NONCE + "\n" + body + "\n";

    RequestSigner.Signed signed =
        new RequestSigner(CLOCK, () -> NONCE).sign(merchant, method, target, body.getBytes(UTF_8));

    assertThat(signed.request().length()).isEqualTo(message.getBytes(UTF_8).length);
    assertThat(signed.authorization())
        .isEqualTo(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\",nonce_str=\""
                + NONCE
                + "\",signature=\""
                + OpenSslKeys.OPEN_SSL.signBase64(OpenSslKeys.MERCHANT_KEY, message.getBytes(UTF_8))
                + "\",timestamp=\"1554208460\",serial_no=\"1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C\"");
  }

  @ParameterizedTest(name = "U+{0}")
  @ValueSource(strings = {"0A", "0D", "00", "09", "20", "7F", "85", "2028", "4E00"})
  void signsNothingThatCouldBeTakenForAnotherMessage(String codePoint) {
    String odd = Character.toString(Integer.parseInt(codePoint, 16));

    assertNotSigned("PO" + odd + "ST", "/v3", NONCE, "method");
    assertNotSigned("POST", "/v3/a" + odd + "b", NONCE, "request target");
    assertNotSigned("POST", "/v3", NONCE + odd, "nonce");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\",serial_no=\"0B", "a\\", ""})
  void signsNoNonceThatWouldEndItsQuotes(String nonce) {
    assertNotSigned("POST", "/v3", nonce, "nonce");
  }

  private void assertNotSigned(String method, String target, String nonce, String part) {
    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(
            () -> new RequestSigner(CLOCK, () -> nonce).sign(merchant, method, target, new byte[0]))
        .withMessageStartingWith("The " + part + " of the request has a character");
  }

  @Test
  void suppliesNoncesOf32DigitsThatDiffer() {
    Supplier<String> nonces = RequestSigner.randomNonces();

    assertThat(nonces.get()).matches("[0-9a-f]{32}").isNotEqualTo(nonces.get());
  }
}
