package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Response;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A SIGN_ERROR is explained from the signed message and the one that the gateway verified. */
class SignErrorExplanationTest {

  private static final String SERIAL = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";
  private static final String TARGET = "/v3/pay/transactions/out-trade-no/a%7Cb/close";

  /** Signed on 2 April 2019 at 12:34:20 GMT. */
  private static final SignedRequest SIGNED =
      new SignedRequest("POST", TARGET, 1_554_208_460, SERIAL, 123);

  private static final String WRONG_SIGNATURE = "错误的签名,验签失败";
  private static final String WRONG_TIMESTAMP = "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟";
  private static final String WRONG_KEY =
      "the private key does not belong to the merchant API certificate with the serial "
          + SERIAL
          + ": the gateway verified exactly what was signed";

  private final WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

  @Test
  void namesTheMethodThatDiffers() {
    assertThat(explanation(information("\"GET\"", quoted(TARGET), "123")))
        .isEqualTo(
            "the method was changed on the way: POST was signed, but the gateway verified GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v3/pay/transactions/out-trade-no/a|b/close",
        "/v3/pay/transactions/out-trade-no/a%7cb/close",
        "/prefix/v3/pay/transactions/out-trade-no/a%7Cb/close",
        TARGET + "?x=1",
        "/"
      })
  void namesTheUrlThatDiffers(String url) {
    assertThat(explanation(information("\"POST\"", quoted(url), "123")))
        .isEqualTo(
            "the URL was changed on the way: "
                + TARGET
                + " was signed, but the gateway verified "
                + url);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 122, 124, -1, Integer.MAX_VALUE})
  void namesTheLengthThatDiffers(int length) {
    assertThat(explanation(information("\"POST\"", quoted(TARGET), "" + length)))
        .isEqualTo(
            "the body was changed on the way: a message of 123 bytes was signed, but the gateway"
                + " verified one of "
                + length
                + " bytes");
  }

  @Test
  void namesTheFirstOfSeveralDifferences() {
    assertThat(explanation(information("\"GET\"", "\"/other\"", "1")))
        .startsWith("the method was changed")
        .endsWith("verified GET");
    assertThat(explanation(information("\"POST\"", "\"/other\"", "1")))
        .startsWith("the URL was changed")
        .endsWith("verified /other");
  }

  @Test
  void blamesTheKeyIfMethodUrlAndLengthAreEqual() {
    assertThat(explanation(information("\"POST\"", quoted(TARGET), "123"))).isEqualTo(WRONG_KEY);
  }

  @Test
  void explainsTheRealAnswerOfTheGateway() {
    SignedRequest signed =
        new SignedRequest("GET", "/v3/certificates?algorithm_type=RSA", 1_680_144_553, SERIAL, 85);
    String real =
        "{\"code\":\"SIGN_ERROR\",\"detail\":{\"detail\":{\"issue\":\"sign not match\"},"
            + "\"field\":\"signature\",\"location\":\"authorization\",\"sign_information\":"
            + "{\"method\":\"GET\",\"sign_message_length\":85,\"truncated_sign_message\":"
            + "\"GET\\n/v3/certificates?algorithm_type=RSA\\n1680144553\\n\","
            + "\"url\":\"/v3/certificates?algorithm_type=RSA\"}},"
            + "\"message\":\"错误的签名,验签失败\"}";

    SignErrorException thrown = signError(real, signed(signed));

    assertThat(thrown.explanation()).isEqualTo(WRONG_KEY);
    assertThat(thrown)
        .hasMessage(
            "HTTP 401 SIGN_ERROR: 错误的签名,验签失败"
                + " (field signature, issue sign not match, location authorization); "
                + WRONG_KEY
                + " [outcome REJECTED, next: fix the credentials or the clock]");
  }

  @Test
  void saysOnlyThatTheClocksDifferIfTheAnswerHasNoDate() {
    assertThat(signError(message(WRONG_TIMESTAMP), signed(SIGNED)).explanation())
        .isEqualTo("the clocks differ: set this machine's clock");
  }

  @ParameterizedTest
  @CsvSource({
    "'Tue, 02 Apr 2019 12:44:20 GMT', 600 s before",
    "'Tue, 2 Apr 2019 12:24:20 GMT', 600 s after",
    "'Tue, 02 Apr 2019 12:34:21 GMT', 1 s before",
    "'Tue, 02 Apr 2019 12:34:20 GMT', 0 s after",
    "'Tue, 02 Apr 2019 20:34:20 +0800', 0 s after",
    "'Thu, 02 Apr 2020 12:34:20 GMT', 31622400 s before",
  })
  void saysHowFarTheClockIsFromTheGateways(String date, String offset) {
    assertThat(
            signError(message(WRONG_TIMESTAMP), with(signed(SIGNED), "dAtE", date)).explanation())
        .isEqualTo(
            "the clocks differ: the signature was made "
                + offset
                + " the gateway's "
                + date
                + ": set this machine's clock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1554208460",
        "2019-04-02T12:34:20Z",
        "Mon, 99 Apr 2019 12:00:00 GMT"
      })
  void leavesOutAnInvalidDate(String date) {
    assertThat(
            signError(message(WRONG_TIMESTAMP), with(signed(SIGNED), "Date", date)).explanation())
        .isEqualTo("the clocks differ: set this machine's clock");
  }

  @Test
  void namesTheSerialThatTheGatewayDoesNotKnow() {
    assertThat(signError(message("商户证书序列号有误"), signed(SIGNED)).explanation())
        .isEqualTo(
            "the gateway does not know the serial "
                + SERIAL
                + " for this merchant: check the serial of the merchant API certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"商户证书已过期", "商户证书已作废", "已更换证书,请使用新证书"})
  void namesTheCertificateThatIsNotValidAnyMore(String message) {
    assertThat(signError(message(message), signed(SIGNED)).explanation())
        .isEqualTo(
            "the merchant API certificate with the serial "
                + SERIAL
                + " is not valid at the gateway: it expired, or was revoked or replaced");
  }

  @Test
  void saysThatTheMerchantNeverAppliedForACertificate() {
    assertThat(signError(message("商户未申请过证书"), signed(SIGNED)).explanation())
        .isEqualTo(
            "the merchant has no API certificate at the gateway: apply for one in the merchant"
                + " portal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"商户证书序列号有误", "商户证书已过期", "商户未申请过证书"})
  void prefersAMessageThatSaysMoreThanTheComparison(String message) {
    String equal =
        "{\"method\":\"POST\",\"url\":" + quoted(TARGET) + ",\"sign_message_length\":123}";

    assertThat(signError(body(message, equal), signed(SIGNED)).explanation())
        .isEqualTo(signError(message(message), signed(SIGNED)).explanation())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"122\"",
        "\"123\"",
        "[]",
        "[123]",
        "{}",
        "true",
        "99999999999999999999",
        "-99999999999999999999",
        "2147483648",
        "1e400"
      })
  void saysNothingIfTheLengthCannotBeCompared(String length) {
    SignErrorException thrown =
        signError(information("\"POST\"", quoted(TARGET), length), signed(SIGNED));

    assertThat(thrown.explanation()).isNull();
    assertThat(thrown.getMessage()).doesNotContain(";");
  }

  @Test
  void saysNothingIfTheMethodOrTheUrlCannotBeCompared() {
    assertThat(signError(information("null", quoted(TARGET), "123"), signed(SIGNED)).explanation())
        .isNull();
    assertThat(signError(information("\"POST\"", "[]", "123"), signed(SIGNED)).explanation())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"method\":null,\"url\":null,\"sign_message_length\":null}",
        "{\"method\":[],\"url\":{},\"sign_message_length\":[]}",
        "{\"truncated_sign_message\":\"POST\"}"
      })
  void saysNothingIfNothingCanBeCompared(String information) {
    assertThat(signError(body(WRONG_SIGNATURE, information), signed(SIGNED)).explanation())
        .isNull();
  }

  @Test
  void namesADifferenceEvenIfTheRestCannotBeCompared() {
    assertThat(explanation(information("\"GET\"", "null", "null")))
        .startsWith("the method was changed")
        .endsWith("verified GET");
    assertThat(explanation(information("null", "\"/other\"", "null")))
        .startsWith("the URL was changed")
        .endsWith("verified /other");
    assertThat(explanation(information("null", "null", "1")))
        .startsWith("the body was changed")
        .endsWith("verified one of 1 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "商户未设置APIv3密钥",
        "错误的签名,导致验签失败",
        "HTTP头Authorization值格式错误",
        "Http头Authorization认证类型不正确",
        "a message of tomorrow",
        ""
      })
  void saysNothingIfTheMessageNamesNoCause(String message) {
    SignErrorException thrown = signError(message(message), signed(SIGNED));

    assertThat(thrown.explanation()).isNull();
    assertThat(thrown.getMessage()).doesNotContain(";");
  }

  @Test
  void saysNothingWithoutAMessage() {
    assertThat(signError("{\"code\":\"SIGN_ERROR\"}", signed(SIGNED)).explanation()).isNull();
    assertThat(
            signError("{\"code\":\"SIGN_ERROR\",\"message\":null}", signed(SIGNED)).explanation())
        .isNull();
  }

  @Test
  void saysNothingIfAnotherClientSigned() {
    String body = information("\"GET\"", "\"/other\"", "1");

    assertThat(signError(body, Map.of()).explanation()).isNull();
    assertThat(signError(message(WRONG_TIMESTAMP), Map.of()).explanation()).isNull();
    assertThat(
            signError(body, with(Map.of(), SignedRequest.HEADER, "not what was signed"))
                .explanation())
        .isNull();
    assertThat(signError(body, Map.of()).getMessage()).doesNotContain("verified");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "17", "\"text\"", "[]", "[{\"method\":\"GET\"}]"})
  void usesTheMessageIfTheSignInformationIsNoObject(String information) {
    assertThat(signError(body(WRONG_SIGNATURE, information), signed(SIGNED)).explanation())
        .isNull();
    assertThat(signError(body(WRONG_TIMESTAMP, information), signed(SIGNED)).explanation())
        .isEqualTo("the clocks differ: set this machine's clock");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "17", "\"text\"", "[]", "{}", "{\"detail\":{}}"})
  void usesTheMessageIfTheDetailHasNoSignInformation(String detail) {
    String body = "{\"code\":\"SIGN_ERROR\",\"message\":\"商户证书序列号有误\",\"detail\":" + detail + "}";

    assertThat(signError(body, signed(SIGNED)).explanation())
        .startsWith("the gateway does not know the serial");
  }

  @ParameterizedTest(name = "method {0}, url {1}, sign_message_length {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "null | null | null",
        "[] | {} | []",
        "{} | [1] | {}",
        "true | 17 | true",
        "\"POST\" | \"/\" | \"123\"",
        "\"POST\" | \"/\" | 99999999999999999999",
        "\"POST\" | \"/\" | -99999999999999999999",
        "\"POST\" | \"/\" | 2147483648",
        "\"POST\" | \"/\" | 1e400",
        "\"POST\" | \"/\" | 0.5",
        "\"POST\\nforged line\" | \"/\" | 1",
      })
  void survivesEveryShapeOfSignInformation(String method, String url, String length) {
    SignErrorException thrown = signError(information(method, url, length), signed(SIGNED));

    assertThat(thrown.gatewayMessage()).isEqualTo(WRONG_SIGNATURE);
    assertThat(thrown.getMessage()).doesNotContain("\n");
  }

  @ParameterizedTest(name = "{0} characters")
  @ValueSource(ints = {512, 513, 600, 2_000})
  void doesNotTakeALongUrlForAnotherOne(int length) {
    String target = "/v3/x?q=" + "x".repeat(length - 8);
    SignedRequest signed = new SignedRequest("GET", target, 1, SERIAL, 600);

    SignErrorException thrown =
        signError(information("\"GET\"", quoted(target), "600"), signed(signed));

    assertThat(String.valueOf(thrown.explanation())).doesNotContain("was changed on the way");
  }

  @Test
  void keepsALongUrlOfTheGatewayShort() {
    String url = "/" + "x".repeat(100_000);

    assertThat(signError(information("\"POST\"", quoted(url), "123"), signed(SIGNED)).getMessage())
        .contains("the URL was changed on the way: " + TARGET)
        .contains("but the gateway verified /xxx")
        .hasSizeLessThan(1_500);
  }

  @Test
  void appearsInTheMessageOfEveryFormOfA401() {
    WechatPayException thrown =
        decode(401, information("\"GET\"", quoted(TARGET), "123").replace("SIGN_ERROR", "NEW"));

    assertThat(thrown).isExactlyInstanceOf(ClientErrorException.class);
    assertThat(thrown)
        .hasMessage(
            "HTTP 401 NEW: 错误的签名,验签失败; the method was changed on the way: POST was signed, but the"
                + " gateway verified GET"
                + " [outcome REJECTED, next: fix the credentials or the clock]");
  }

  @ParameterizedTest
  @CsvSource({
    "400, SIGN_ERROR",
    "403, NO_AUTH",
    "404, SIGN_ERROR",
    "429, X",
    "500, SIGN_ERROR",
    "202, X"
  })
  void isNotGivenForAnyOtherStatus(int status, String code) {
    String comparable = information("\"GET\"", "\"/other\"", "1").replace("SIGN_ERROR", code);
    String clock = message(WRONG_TIMESTAMP).replace("SIGN_ERROR", code);

    assertThat(decode(status, comparable).getMessage())
        .doesNotContain(";")
        .doesNotContain("was signed");
    assertThat(decode(status, clock).getMessage())
        .doesNotContain(";")
        .doesNotContain("the clocks differ");
    if (decode(status, comparable) instanceof SignErrorException signError) {
      assertThat(signError.explanation()).isNull();
    }
  }

  private @Nullable String explanation(String body) {
    SignErrorException thrown = signError(body, signed(SIGNED));
    assertThat(thrown.getMessage())
        .contains(
            "HTTP 401 SIGN_ERROR: 错误的签名,验签失败; " + thrown.explanation() + " [outcome REJECTED");
    return thrown.explanation();
  }

  private SignErrorException signError(String body, Map<String, Collection<String>> headers) {
    return (SignErrorException) decoder.decode("", answer(401, body, headers));
  }

  private WechatPayException decode(int status, String body) {
    return decoder.decode("", answer(status, body, signed(SIGNED)));
  }

  private static Response answer(int status, String body, Map<String, Collection<String>> headers) {
    return Answers.builder(status).headers(headers).body(body.getBytes(UTF_8)).build();
  }

  private static Map<String, Collection<String>> signed(SignedRequest signed) {
    return with(Map.of(), SignedRequest.HEADER, signed.toHeader());
  }

  private static Map<String, Collection<String>> with(
      Map<String, Collection<String>> headers, String name, String value) {
    Map<String, Collection<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(value));
    return more;
  }

  private static String message(String message) {
    return "{\"code\":\"SIGN_ERROR\",\"message\":\"" + message + "\"}";
  }

  private static String information(String method, String url, String length) {
    return body(
        WRONG_SIGNATURE,
        "{\"method\":" + method + ",\"url\":" + url + ",\"sign_message_length\":" + length + "}");
  }

  private static String body(String message, String signInformation) {
    return "{\"code\":\"SIGN_ERROR\",\"message\":\""
        + message
        + "\",\"detail\":{\"sign_information\":"
        + signInformation
        + "}}";
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
