package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code detail} of an error answer is read in every form that the gateway uses. */
class DetailTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

  @Test
  void readsTheRealAnswerWhoseValueIsAnArray() {
    WechatPayException thrown = thrown("{\"location\":null,\"value\":[\"/body/payer/openid\"]}");

    assertThat(thrown.summary()).isEqualTo("HTTP 400 PARAM_ERROR: m (value /body/payer/openid)");
    assertThat(thrown.detail()).isEqualTo(new ErrorDetail(null, "/body/payer/openid", null, null));
    assertThat(thrown.detailJson())
        .isEqualTo("{\"location\":null,\"value\":[\"/body/payer/openid\"]}");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a text\"                                          | (a text)",
        "17                                                  | (17)",
        "1e3                                                 | (1000.0)",
        "true                                                | (true)",
        "[\"one\",\"two\",3]                                 | (one, two, 3)",
        "[[\"deep\"]]                                        | (deep)",
        "[{\"field\":\"/a\",\"issue\":\"x\"},{\"field\":\"/b\"}] | (field /a, field /b, issue x)",
        "{\"field\":\"/mchid\"}                              | (field /mchid)",
        "{\"field\":[\"/a\",\"/b\"]}                         | (field /a, field /b)",
        "{\"field\":{\"name\":\"/a\"}}                       | (name /a)",
        "{\"value\":{\"a\":1,\"b\":[true,null,\"c\"]}}       | (a 1, b true, b c)",
        "{\"value\":0}                                       | (value 0)",
        "{\"value\":false}                                   | (value false)",
        "{\"issue\":{\"text\":\"too long\"}}                 | (text too long)",
        "{\"detail\":{\"issue\":\"sign not match\"}}         | (issue sign not match)",
        "{\"detail\":\"inner\"}                              | (detail inner)",
        "{\"detail\":[{\"issue\":\"inner\"}]}                | (issue inner)",
        "{\"reason\":\"x\",\"field\":\"/a\"}                 | (field /a, reason x)",
        "{\"location\":\"body\",\"issue\":\"i\",\"value\":\"v\",\"field\":\"f\"}"
            + " | (field f, value v, issue i, location body)",
        "{\"sign_information\":\"a text\"}                   | (sign_information a text)",
        "{\"field\":\"\",\"value\":null,\"issue\":[],\"location\":{}} | ``",
        "{}                                                  | ``",
        "[]                                                  | ``",
        "null                                                | ``",
        "\"\"                                                | ``",
      })
  void showsItsWordsWhateverItsShape(String detail, String words) {
    assertThat(thrown(detail).summary())
        .isEqualTo("HTTP 400 PARAM_ERROR: m" + (words.isEmpty() ? "" : " " + words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"a text\"",
        "\"\"",
        "17",
        "-0.10",
        "1.5000000000000000000000000000000001",
        "1e400",
        "true",
        "{ \"a\" : [ 1 , 2 ] , \"b\" : { } }",
        "[{\"a\":{\"b\":[[[\"c\"]]]}}]",
        "\"\\u4e2d\\n\\\"\\\\\"",
        "\"中文 \uD83D\uDE00\"",
      })
  void keepsTheJsonThatTheGatewayWrote(String detail) {
    assertThat(thrown(detail).detailJson()).isEqualTo(detail);
    assertThat(decode("{\"detail\":" + detail + "}").detailJson()).isEqualTo(detail);
    assertThat(decode("{\"detail\" :  " + detail + " , \"code\":\"X\"}").detailJson())
        .isEqualTo(detail);
  }

  @Test
  void hasNoJsonIfThereIsNoDetail() {
    assertThat(thrown("null").detailJson()).isNull();
    assertThat(decode("{\"code\":\"PARAM_ERROR\"}").detailJson()).isNull();
    assertThat(decode("<html>").detailJson()).isNull();
    assertThat(new CallHeldBackException(new IllegalStateException()).detailJson()).isNull();
  }

  @Test
  void hasJsonOnOneLineWithTheSameMeaning() throws Exception {
    String detail =
        "{\r\n\t\"field\": \"a\u2028b\u2029c\u202Ed\u0085e\u200Bf\uDB40\uDC01g\",\n\t\"value\": [ 1 ]\r\n}";

    String json = String.valueOf(thrown(detail).detailJson());

    assertThat(json).isASCII().doesNotContain("\n", "\r", "\t");
    assertThat(JSON.readTree(json)).isEqualTo(JSON.readTree(detail));
  }

  @ParameterizedTest(name = "{0} characters: {1}")
  @CsvSource({"16383, true", "16384, true", "16385, false", "1000000, false"})
  void isKeptAsJsonUpTo16384Characters(int length, boolean kept) {
    String detail = '"' + "x".repeat(length - 2) + '"';

    WechatPayException thrown = thrown(detail);

    assertThat(thrown.detailJson()).isEqualTo(kept ? detail : null);
    assertThat(thrown.code()).isEqualTo("PARAM_ERROR");
    assertThat(thrown.gatewayMessage()).isEqualTo("m");
  }

  @Test
  void keepsItsWordsShortAndOnOneLine() {
    String value = "\"v\\r\\n\\u2028\\u202E" + "x".repeat(10_000) + '"';
    String detail = "[" + (value + ",").repeat(20) + "{\"k\\n" + "y".repeat(10_000) + "\":1}]";

    WechatPayException thrown = thrown(detail);

    assertThat(thrown.getMessage()).hasSizeBetween(2_000, 2_300);
    assertThat(thrown.getMessage()).matches("[\\x20-\\x7E]+");
    assertThat(String.valueOf(thrown.detail())).hasSizeLessThan(2_300);
  }

  @Test
  void cutsEachValueAfter512Characters() {
    WechatPayException thrown =
        thrown("{\"field\":\"" + "f".repeat(600) + "\",\"issue\":\"too long\"}");

    assertThat(thrown.summary())
        .isEqualTo("HTTP 400 PARAM_ERROR: m (field " + "f".repeat(512) + "..., issue too long)");
  }

  @ParameterizedTest(name = "nested {0} times")
  @ValueSource(ints = {1, 100, 990})
  void showsItsWordsHoweverDeepTheyAre(int depth) {
    WechatPayException thrown = thrown("[".repeat(depth) + "\"deep\"" + "]".repeat(depth));

    assertThat(thrown.summary()).isEqualTo("HTTP 400 PARAM_ERROR: m (deep)");
  }

  /** If the parser refuses a part, the members after it are lost, but not the code before it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"unfinished",
        "{\"field\":",
        "{\"field\":\"/a\"",
        "[1,",
        "NaN",
        "tru",
        "{'field':1}",
        "\"a raw \n line feed\""
      })
  void keepsTheCodeIfTheDetailIsNotJson(String detail) {
    WechatPayException thrown =
        decode("{\"code\":\"ORDER_CLOSED\",\"message\":\"m\",\"detail\":" + detail);

    assertThat(thrown).isInstanceOf(OrderClosedException.class);
    assertThat(thrown.gatewayMessage()).isEqualTo("m");
    assertThat(thrown.detailJson()).isNull();
  }

  @Test
  void keepsTheCodeIfTheDetailIsNestedTooDeeply() {
    assertThat(decode("{\"code\":\"SYSTEM_ERROR\",\"detail\":" + "[".repeat(100_000)).code())
        .isEqualTo("SYSTEM_ERROR");
    assertThat(decode("{\"code\":\"SYSTEM_ERROR\",\"detail\":" + "9".repeat(100_000)).code())
        .isEqualTo("SYSTEM_ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBK", "ISO-8859-1", "GB18030"})
  void keepsTheCodeIfTheBodyIsInAnotherCharset(String charset) {
    String body =
        "{\"code\":\"ORDER_CLOSED\",\"message\":\"订单已关闭 é\",\"detail\":{\"field\":\"/a\"}}";

    WechatPayException thrown =
        decoder.decode("", Answers.of(400, body.getBytes(Charset.forName(charset))));

    assertThat(thrown).isInstanceOf(OrderClosedException.class);
    assertThat(thrown.detail()).isEqualTo(new ErrorDetail("/a", null, null, null));
  }

  @Test
  void isReadAfterAByteOrderMark() {
    WechatPayException thrown = decode("\uFEFF{\"code\":\"ORDER_CLOSED\",\"detail\":[1]}");

    assertThat(thrown).isInstanceOf(OrderClosedException.class);
    assertThat(thrown.detailJson()).isEqualTo("[1]");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"one\",\"two\"]         | one, two",
        "{\"zh\":\"中文\",\"n\":1} | zh 中文, n 1",
        "17                        | 17",
      })
  void showsTheMessageWhateverItsShape(String message, String words) {
    WechatPayException thrown = decode("{\"code\":\"PARAM_ERROR\",\"message\":" + message + "}");

    assertThat(thrown.gatewayMessage()).isEqualTo(words);
    assertThat(thrown.summary()).isEqualTo("HTTP 400 PARAM_ERROR: " + words);
  }

  @Test
  void showsItsWordsWithoutACodeToo() {
    assertThat(decode("{\"message\":\"m\",\"detail\":[\"why\"]}").summary())
        .isEqualTo("HTTP 400: m (why)");
    assertThat(decode("{\"detail\":[\"why\"]}").summary()).contains("why");
  }

  @Test
  void takesTheLastOfMembersThatAreRepeated() {
    WechatPayException thrown =
        decode("{\"code\":\"A\",\"detail\":1,\"code\":\"PARAM_ERROR\",\"detail\":2}");

    assertThat(thrown).isInstanceOf(ParamErrorException.class);
    assertThat(List.of(String.valueOf(thrown.detailJson()), thrown.summary()))
        .containsExactly("2", "HTTP 400 PARAM_ERROR (2)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a text\"", "[\"a text\"]"})
  void takesATextForTheIssue(String detail) {
    assertThat(thrown(detail).detail()).isEqualTo(new ErrorDetail(null, null, "a text", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "[]", "null"})
  void isMissingWithoutWords(String detail) {
    assertThat(thrown(detail).detail()).isNull();
  }

  private WechatPayException thrown(@Nullable String detail) {
    return decode("{\"code\":\"PARAM_ERROR\",\"detail\":" + detail + ",\"message\":\"m\"}");
  }

  private WechatPayException decode(String body) {
    return decoder.decode("", Answers.of(400, body.getBytes(UTF_8)));
  }
}
