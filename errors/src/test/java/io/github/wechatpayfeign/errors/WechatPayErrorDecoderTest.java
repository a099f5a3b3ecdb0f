package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.FeignException;
import feign.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder turns every answer into an exception, whatever its body is. */
class WechatPayErrorDecoderTest {

  private static final String REAL_ANSWER_WITHOUT_MCHID =
      "{\"code\":\"PARAM_ERROR\",\"detail\":{\"location\":\"uri_template\",\"value\":\"\"},"
          + "\"message\":\"输入源“/uri_template/mchid”映射到字段“直连商户号”必填性规则校验失败，此字段为必填项\"}";
  private static final String REAL_SIGN_ERROR =
      "{\"code\":\"SIGN_ERROR\",\"detail\":{\"detail\":{\"issue\":\"sign not match\"},"
          + "\"field\":\"signature\",\"location\":\"authorization\",\"sign_information\":"
          + "{\"method\":\"GET\",\"sign_message_length\":85,\"truncated_sign_message\":\"GET\\n\","
          + "\"url\":\"/v3/certificates\"}},\"message\":\"错误的签名,验签失败\"}";

  private final WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

  @Test
  void carriesEveryFactOfTheAnswer() {
    WechatPayException thrown =
        decoder.decode(
            "",
            Answers.of(
                400,
                "{\"code\":\"PARAM_ERROR\",\"message\":\"参数错误\",\"detail\":{\"field\":\"/mchid\","
                    + "\"value\":1900,\"issue\":\"too short\",\"location\":\"body\"}}"));

    assertThat(thrown).isInstanceOf(ParamErrorException.class).isInstanceOf(FeignException.class);
    assertThat(thrown.gatewayMessage()).isEqualTo("参数错误");
    assertThat(thrown.detail()).isEqualTo(new ErrorDetail("/mchid", "1900", "too short", "body"));
    assertThat(thrown.requestId()).isEqualTo("08F78BB5AF0610D302-268435461");
    assertThat(thrown.remedy()).isEqualTo("请根据错误提示正确传入参数");
    assertThat(thrown)
        .hasMessage(
            "HTTP 400 PARAM_ERROR: 参数错误 (field /mchid, value 1900, issue too short, location body)"
                + " [outcome REJECTED, next: fix the request,"
                + " Request-ID 08F78BB5AF0610D302-268435461]");
  }

  @Test
  void readsTheRealAnswerToACloseWithoutMchid() {
    WechatPayException thrown = decoder.decode("", Answers.of(400, REAL_ANSWER_WITHOUT_MCHID));

    assertThat(thrown).isInstanceOf(ParamErrorException.class);
    assertThat(thrown.detail()).isEqualTo(new ErrorDetail(null, "", null, "uri_template"));
  }

  @Test
  void readsTheIssueOfARealSignErrorFromItsInnerDetail() {
    WechatPayException thrown = decoder.decode("", Answers.of(401, REAL_SIGN_ERROR));

    assertThat(thrown).isInstanceOf(SignErrorException.class);
    assertThat(thrown.detail())
        .isEqualTo(new ErrorDetail("signature", null, "sign not match", "authorization"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>502 Bad Gateway</body></html>",
        "",
        "   ",
        "{\"code\":\"SYSTEM_ERR",
        "[]",
        "null",
        "{\"code\":null}",
        "{\"code\":{\"a\":1}}",
        "{\"code\":[1]}",
        "\u0000\u0001",
        "{\"detail\":\"text\"}",
        "{\"detail\":{\"field\":{}}}"
      })
  void decodesWhateverTheBodyIs(String body) {
    WechatPayException thrown = decoder.decode("", Answers.of(502, body));

    assertThat(thrown).isExactlyInstanceOf(ServerErrorException.class);
    assertThat(thrown.status()).isEqualTo(502);
    assertThat(thrown.code()).isNull();
    assertThat(thrown.contentUTF8()).isEqualTo(body);
  }

  @Test
  void returnsTheDocumentedSpellingOfAKnownCodeOnly() {
    assertThat(decoder.decode("", Answers.of(403, "{\"code\":\"trade_error\"}")).documentedCode())
        .isEqualTo("TRADE_ERROR");
    assertThat(decoder.decode("", Answers.of(403, "{\"code\":\"NEW_ERROR\"}")).documentedCode())
        .isNull();
  }

  @Test
  void takesANumberAsCode() {
    assertThat(decoder.decode("", Answers.of(500, "{\"code\":17}")).code()).isEqualTo("17");
  }

  @Test
  void decodesAnAnswerWithoutABody() {
    WechatPayException thrown = decoder.decode("", Answers.builder(503).build());

    assertThat(thrown).hasMessageContaining("HTTP 503 without an error code, with an empty body");
    assertThat(thrown.contentUTF8()).isEmpty();
  }

  @Test
  void survivesJsonThatIsNestedWithoutEnd() {
    assertThat(decoder.decode("", Answers.of(500, "{\"a\":".repeat(100_000))))
        .isExactlyInstanceOf(ServerErrorException.class);
  }

  @Test
  void readsOneMebibyteAndAByteOfABodyWithoutEnd() {
    AtomicLong given = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            given.incrementAndGet();
            return 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            given.addAndGet(length);
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
          }
        };

    WechatPayException thrown =
        decoder.decode("", Answers.builder(500).body(endless, null).build());

    assertThat(given.get()).isEqualTo(1024 * 1024 + 1);
    assertThat(thrown.contentUTF8()).isEqualTo("x".repeat(16 * 1024));
  }

  @Test
  void keepsTheStartOfABodyThatBreaksOff() {
    WechatPayException thrown =
        decoder.decode("", Answers.builder(502).body(breakingOffAfter("<html>"), null).build());

    assertThat(thrown).isExactlyInstanceOf(ServerErrorException.class);
    assertThat(thrown.contentUTF8()).isEqualTo("<html>");
  }

  @Test
  void buffersABodySoThatItCanBeReadAgain() throws IOException {
    Response buffered =
        WechatPayErrorDecoder.buffer(
            Answers.builder(502).body(breakingOffAfter("{\"code\":\"BANK_ERROR\"}"), null).build());

    assertThat(buffered.body().isRepeatable()).isTrue();
    assertThat(decoder.decode("", buffered).code()).isEqualTo("BANK_ERROR");
    assertThat(decoder.decode("", buffered).code()).isEqualTo("BANK_ERROR");
  }

  @Test
  void holdsNoRequest() {
    WechatPayException thrown = decoder.decode("", Answers.of(401, REAL_SIGN_ERROR));

    assertThat(thrown.hasRequest()).isFalse();
    assertThat(thrown.request()).isNull();
    assertThat(thrown.responseHeaders()).containsOnlyKeys("request-id");
    assertThat(thrown.toString()).doesNotContain("secret");
  }

  @Test
  void keepsAMessageOnOneLineAndShort() {
    WechatPayException thrown =
        decoder.decode(
            "",
            Answers.of(
                403,
                "{\"code\":\"TRADE_ERROR\\n2026-11-23 INFO forged line\",\"message\":\""
                    + "m".repeat(100_000)
                    + "\"}"));

    assertThat(thrown.getMessage()).doesNotContain("\n").hasSizeLessThan(1_000);
  }

  @Test
  void canBeSerialised() throws Exception {
    WechatPayException thrown = decoder.decode("", Answers.of(401, REAL_SIGN_ERROR));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(thrown);

    Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(copy).isInstanceOf(SignErrorException.class);
    assertThat((WechatPayException) copy)
        .hasMessage(thrown.getMessage())
        .returns(thrown.summary(), WechatPayException::summary)
        .returns(thrown.detail(), WechatPayException::detail)
        .returns(thrown.detailJson(), WechatPayException::detailJson)
        .returns(thrown.requestId(), WechatPayException::requestId);
    assertThat(((WechatPayException) copy).responseHeaders())
        .hasToString(thrown.responseHeaders().toString());
  }

  private static InputStream breakingOffAfter(String text) {
    InputStream start = new ByteArrayInputStream(text.getBytes(UTF_8));
    return new FilterInputStream(start) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0) {
          throw new IOException("unexpected end of stream");
        }
        return read;
      }
    };
  }
}
