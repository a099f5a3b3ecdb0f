package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of a signed message travels in a header, without a secret. */
class SignedRequestTest {

  private static final String SERIAL = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POST, /v3/pay/transactions/out-trade-no/ORDER-1/close, 1554208460, 123",
    "POST, /v3/pay/transactions/out-trade-no/a%7Cb*c/close, 1554208460, 123",
    "GET, /v3/certificates?algorithm_type=RSA&x=%20, 0, 0",
    "DELETE, /, 999999999999, 999999999",
  })
  void roundTripsThroughItsHeader(String method, String target, long timestamp, int length) {
    SignedRequest signed = new SignedRequest(method, target, timestamp, SERIAL, length);

    assertThat(read(SignedRequest.HEADER, signed.toHeader())).isEqualTo(signed);
  }

  @Test
  void roundTripsTheLongestTargetOfAnOrder() {
    String target =
        "/v3/pay/partner/transactions/out-trade-no/%7C" + "%7C".repeat(31) + "?mchid=1900009191";
    SignedRequest signed = new SignedRequest("GET", target, 1_554_208_460, SERIAL, 321);

    assertThat(read(SignedRequest.HEADER, signed.toHeader())).isEqualTo(signed);
  }

  /** A target of more than 450 characters makes a header that is cut before it is read. */
  @Test
  void roundTripsALongTarget() {
    SignedRequest signed = new SignedRequest("GET", "/v3/x?q=" + "x".repeat(500), 1, SERIAL, 600);

    assertThat(read(SignedRequest.HEADER, signed.toHeader())).isEqualTo(signed);
  }

  @Test
  void holdsNeitherNonceNorBodyNorSignature() {
    assertThat(new SignedRequest("POST", "/v3/x", 1_554_208_460, SERIAL, 123).toHeader())
        .isEqualTo("POST /v3/x 1554208460 " + SERIAL + " 123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Wechatpay-Feign-Signed", "wechatpay-feign-signed", "WECHATPAY-FEIGN-SIGNED"})
  void isReadFromAHeaderInAnyCase(String name) {
    assertThat(read(name, "GET / 1 0A 2")).isEqualTo(new SignedRequest("GET", "/", 1, "0A", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "garbage",
        "GET / 1 0A",
        "GET / 1 0A 2 3",
        "GET  / 1 0A 2",
        "GET / -1 0A 2",
        "GET / 1 0A -2",
        "GET / now 0A 2",
        "GET / 1.5 0A 2",
        "GET / 1 0A two",
        "GET / ١ 0A 2",
        "GET / 1000000000000 0A 2",
        "GET / 99999999999999999999 0A 2",
        "GET / 1 0A 1000000000",
        "GET / 1 0A 99999999999999999999"
      })
  void isNullIfTheHeaderIsGarbage(String value) {
    assertThat(read(SignedRequest.HEADER, value)).isNull();
  }

  @Test
  void isNullWithoutAHeader() {
    assertThat(SignedRequest.of(Map.of())).isNull();
    assertThat(SignedRequest.of(Map.of(SignedRequest.HEADER, List.of()))).isNull();
  }

  private static @Nullable SignedRequest read(String name, String value) {
    return SignedRequest.of(Map.of(name, List.of(value)));
  }
}
