package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Wrong requests are refused in the words of the real gateway. */
class RefusalTest extends SharedSimulatorTest {
  static final List<Arguments> invalid =
      List.of(
          refused("no Accept", 400, "INVALID_REQUEST", call -> call.header("Accept")),
          refused("no User-Agent", 400, "INVALID_REQUEST", call -> call.header("User-Agent")),
          refused("Accept */*", 400, "INVALID_REQUEST", call -> call.header("Accept", "*/*")),
          refused(
              "two Accepts",
              400,
              "INVALID_REQUEST",
              call -> call.header("Accept", "application/json", "text/plain")),
          refused("no Content-Type", 400, "INVALID_REQUEST", call -> call.header("Content-Type")),
          refused(
              "form",
              400,
              "INVALID_REQUEST",
              call -> call.header("Content-Type", "application/x-www-form-urlencoded")),
          refused(
              "JSON lines",
              400,
              "INVALID_REQUEST",
              call -> call.header("Content-Type", "application/jsonl")),
          refused(
              "unknown key id",
              400,
              "PARAM_ERROR",
              call -> call.header("Wechatpay-Serial", "PUB_KEY_ID_1")),
          refused("empty body", 400, "PARAM_ERROR", call -> call.body("")),
          refused("array", 400, "PARAM_ERROR", call -> call.body("[]")),
          refused("null", 400, "PARAM_ERROR", call -> call.body("null")),
          refused("broken JSON", 400, "PARAM_ERROR", call -> call.body("{\"mchid\":")),
          refused(
              "two objects", 400, "PARAM_ERROR", call -> call.body("{\"mchid\":\"1900000001\"}{}")),
          refused(
              "member twice",
              400,
              "PARAM_ERROR",
              call -> call.body("{\"mchid\":\"1900000001\",\"mchid\":\"1900000001\"}")),
          refused(
              "not UTF-8",
              400,
              "PARAM_ERROR",
              call -> call.body = new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}),
          refused(
              "UTF-16",
              400,
              "PARAM_ERROR",
              call -> call.body = "{\"mchid\":\"1900000001\"}".getBytes(StandardCharsets.UTF_16LE)),
          refused(
              "mchid as number", 400, "PARAM_ERROR", call -> call.body("{\"mchid\":1900000001}")),
          refused("mchid null", 400, "PARAM_ERROR", call -> call.body("{\"mchid\":null}")),
          refused(
              "mchid not digits",
              400,
              "PARAM_ERROR",
              call -> call.body("{\"mchid\":\"merchant\"}")),
          refused(
              "other merchant",
              400,
              "MCH_NOT_EXISTS",
              call -> call.body("{\"mchid\":\"1900000002\"}")),
          refused(
              "extra member",
              400,
              "PARAM_ERROR",
              call -> call.body("{\"mchid\":\"1900000001\",\"a\":1}")),
          refused("short number", 400, "PARAM_ERROR", number("12345")),
          refused("long number", 400, "PARAM_ERROR", number("1".repeat(33))),
          refused("illegal letter", 400, "PARAM_ERROR", number("ORDER@0001")),
          refused("number escaped twice", 400, "PARAM_ERROR", number("ORDER%257C0001")),
          refused("plus sign", 400, "PARAM_ERROR", number("ORDER+0001")),
          refused("slash in number", 400, "PARAM_ERROR", number("ORDER%2F0001")),
          refused("no number", 404, "RESOURCE_NOT_EXISTS", number("")),
          refused(
              "unknown path", 404, "RESOURCE_NOT_EXISTS", call -> call.target = "/v3/certificate"),
          refused("path that goes on", 404, "RESOURCE_NOT_EXISTS", call -> call.target += "/"),
          refused(
              "target with host",
              404,
              "RESOURCE_NOT_EXISTS",
              call -> call.target = "http://127.0.0.1" + call.target),
          refused("GET", 405, "INVALID_REQUEST", call -> call.method = "GET"),
          refused(
              "too large body",
              413,
              "INVALID_REQUEST",
              call -> call.body(" ".repeat((1 << 20) + 1))));

  @ParameterizedTest(name = "{0}")
  @FieldSource("invalid")
  void refusesInvalidRequest(String name, int status, String code, Consumer<RawCall> spoil) {
    RawCall call = call();
    spoil.accept(call);

    RawAnswer answer = call.send();

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThatOrderSurvives(answer);
  }

  @Test
  void acceptsABodyOfTheMaximumSize() {
    RawCall call = call();
    String body = "{\"mchid\":\"" + simulator.mchid() + "\"}";

    assertThat(call.body(body + " ".repeat((1 << 20) - body.length())).send().status())
        .isEqualTo(204);
  }

  @Test
  void refusesMissingMchidInTheWordsOfTheRealGateway() {
    RawAnswer answer = call().body("{}").send();

    assertThat(answer.text())
        .isEqualTo(
            "{\"code\":\"PARAM_ERROR\",\"detail\":{\"location\":\"uri_template\",\"value\":\"\"},"
                + "\"message\":\"输入源“/uri_template/mchid”映射到字段“直连商户号”必填性规则校验失败，此字段为必填项\"}");
  }

  @Test
  void refusesMissingAcceptInTheWordsOfTheRealGateway() {
    RawAnswer answer = call().header("Accept").send();

    assertThat(answer.message()).isEqualTo("Http头缺少Accept或User-Agent");
  }

  @Test
  void namesTheLanguageOfItsMessages() {
    RawAnswer answer = call().header("Accept-Language", "en").header("Accept").send();

    assertThat(answer.header("Content-Language")).isEqualTo("zh-CN");
  }

  @Test
  void namesTheAllowedMethods() {
    RawCall call = call();
    call.method = "DELETE";

    assertThat(call.send().header("Allow")).isEqualTo("POST");
  }

  @Test
  void answersHeadWithoutBody() {
    RawCall call = call();
    call.method = "HEAD";

    RawAnswer answer = call.send();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).isEmpty();
  }

  private static Arguments refused(String name, int status, String code, Consumer<RawCall> spoil) {
    return arguments(name, status, code, spoil);
  }

  private static Consumer<RawCall> number(String number) {
    return call -> call.target = "/v3/pay/transactions/out-trade-no/" + number + "/close";
  }
}
