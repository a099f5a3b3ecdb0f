package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** A request without a correct and fresh signature is refused, and says why. */
class AuthorizationHeaderTest extends SharedSimulatorTest {
  private static final String FORMAT = "HTTP头Authorization值格式错误";
  private static final String TYPE = "HTTP头Authorization认证类型不正确";
  private static final String CLOCK_SKEW = "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟";
  private static final String SIGNATURE = "错误的签名,验签失败";

  static final List<Arguments> unauthorized =
      List.of(
          refused("no Authorization", FORMAT, call -> call.header("Authorization")),
          refused(
              "two Authorizations",
              FORMAT,
              call -> {
                String header = call.authorizationHeader();
                call.header("Authorization", header, header);
              }),
          refused("scheme alone", FORMAT, edit("(WECHATPAY2\\S+) .*", "$1")),
          refused("other scheme", TYPE, edit("RSA2048", "RSA4096")),
          refused("SM2 scheme", TYPE, edit("SHA256-RSA2048", "SM2-WITH-SM3")),
          refused("scheme in lower case", TYPE, edit("WECHATPAY2", "wechatpay2")),
          refused("no mchid", FORMAT, edit("mchid=\"\\d+\",", "")),
          refused("no nonce_str", FORMAT, edit("nonce_str=\"\\w+\",", "")),
          refused("no signature", FORMAT, edit("signature=\"[^\"]+\",", "")),
          refused("no timestamp", FORMAT, edit("timestamp=\"\\d+\",", "")),
          refused("no serial_no", FORMAT, edit(",serial_no=\"\\w+\"", "")),
          refused("empty nonce_str", FORMAT, edit("nonce_str=\"\\w+\"", "nonce_str=\"\"")),
          refused("mchid twice", FORMAT, edit("(mchid=\"\\d+\",)", "$1$1")),
          refused("unknown item", FORMAT, edit("$", ",extra=\"1\"")),
          refused("unquoted item", FORMAT, edit("timestamp=\"(\\d+)\"", "timestamp=$1")),
          refused("space after comma", FORMAT, edit(",", ", ")),
          refused("trailing comma", FORMAT, edit("$", ",")),
          refused("two spaces after scheme", FORMAT, edit(" ", "  ")),
          refused("unknown mchid", "商户未申请过证书", call -> call.mchid = "1900000002"),
          refused("other serial", "商户证书序列号有误", call -> call.serial = "0".repeat(40)),
          refused(
              "serial in lower case",
              "商户证书序列号有误",
              call -> call.serial = call.serial.toLowerCase(Locale.ROOT)),
          refused("timestamp with sign", FORMAT, call -> call.timestamp = "+1800000000"),
          refused("timestamp not a number", FORMAT, call -> call.timestamp = "now"),
          refused("timestamp too long", FORMAT, call -> call.timestamp = "9".repeat(30)),
          refused("timestamp in milliseconds", FORMAT, call -> call.timestamp += "000"),
          refused("timestamp of 1970", CLOCK_SKEW, call -> call.timestamp = "0"),
          refused("signature not Base64", SIGNATURE, edit("signature=\"", "signature=\"?")),
          refused("signature cut short", SIGNATURE, edit("signature=\"....", "signature=\"")),
          refused(
              "signature of nothing", SIGNATURE, edit("signature=\"[^\"]+", "signature=\"AAAA")),
          refused("other nonce signed", SIGNATURE, edit("nonce_str=\"", "nonce_str=\"x")),
          refused("other body signed", SIGNATURE, wire("{\"mchid\"", "{\"mchie\"")),
          refused(
              "other escapes signed",
              SIGNATURE,
              wire("/transactions/out-trade-no/O", "/transactions/out-trade-no/%4F")),
          refused("query not signed", SIGNATURE, wire("/close HTTP", "/close?a=b HTTP")));

  @ParameterizedTest(name = "{0}")
  @FieldSource("unauthorized")
  void refusesUnauthorizedRequest(String name, String message, Consumer<RawCall> spoil) {
    RawCall call = call();
    spoil.accept(call);

    RawAnswer answer = call.send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("SIGN_ERROR");
    assertThat(answer.message()).isEqualTo(message);
    assertThatOrderSurvives(answer);
  }

  @Test
  void refusesReplayedNonce() {
    RawCall call = call();
    assertThat(call.send().status()).isEqualTo(204);

    RawAnswer replayed = call.send();

    assertThat(replayed.status()).isEqualTo(401);
    assertThat(replayed.message()).isEqualTo("HTTP头Authorization中的nonce_str已被使用");
  }

  @Test
  void doesNotRememberTheNonceOfAnUnverifiedRequest() {
    RawCall forged = call();
    forged.authorization(header -> header.replace("signature=\"", "signature=\"AAAA"));
    assertThat(forged.send().message()).isEqualTo(SIGNATURE);
    RawCall proper = call();
    proper.nonce = forged.nonce;

    assertThat(proper.send().status()).isEqualTo(204);
  }

  @Test
  void showsTheVerifiedMessageIfTheSignatureIsWrong() {
    RawCall call = call();
    call.authorization(header -> header.replace("signature=\"", "signature=\"AAAA"));

    String url = call.target;
    int length =
        ("POST\n" + url + "\n1800000000\n" + call.nonce + "\n").length() + call.body.length;
    assertThat(call.send().text())
        .isEqualTo(
            ("{\"code\":\"SIGN_ERROR\",\"detail\":{\"detail\":{\"issue\":\"sign not match\"},"
                    + "\"field\":\"signature\",\"location\":\"authorization\","
                    + "\"sign_information\":{\"method\":\"POST\",\"sign_message_length\":%d,"
                    + "\"truncated_sign_message\":\"POST\\n%s\\n1800000000\\n…\\n…\\n\",\"url\":\"%s\"}},"
                    + "\"message\":\"错误的签名,验签失败\"}")
                .formatted(length + 1, url, url));
  }

  @Test
  void showsAnEmptyLineForAnEmptyBodyIfTheSignatureIsWrong() {
    RawCall call = call().body("");
    call.authorization(header -> header.replace("signature=\"", "signature=\"AAAA"));

    assertThat(call.send().json().at("/detail/sign_information/truncated_sign_message").asText())
        .isEqualTo("POST\n" + call.target + "\n1800000000\n…\n\n");
  }

  private static Arguments refused(String name, String message, Consumer<RawCall> spoil) {
    return arguments(name, message, spoil);
  }

  private static Consumer<RawCall> edit(String pattern, String replacement) {
    return call -> call.authorization(header -> header.replaceFirst(pattern, replacement));
  }

  private static Consumer<RawCall> wire(String part, String replacement) {
    return call -> call.afterSigning(request -> request.replace(part, replacement));
  }
}
