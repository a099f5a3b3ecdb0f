package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No odd header of an answer hides its status, its code or its Request-ID. */
class OddHeadersTest {

  private static final String BODY =
      "{\"code\":\"SYSTEM_ERROR\",\"message\":\"系统异常\",\"detail\":{\"field\":\"/a\"}}";
  private static final SignedRequest SIGNED = new SignedRequest("POST", "/v3/x", 1, "0A1B", 123);

  private static final List<List<@Nullable String>> ODD_VALUES =
      List.of(
          List.of(),
          Arrays.asList((String) null),
          Arrays.asList(null, null),
          List.of(""),
          List.of(" ", "\t"),
          List.of("a", "b", "a"),
          List.of("\u0000\u0001\r\nX: y\u2028\u202E"),
          List.of("中文 \uD83D\uDE00 \uD83D"),
          List.of("application/json; charset=no-such-charset"),
          List.of("application/json; charset="),
          List.of("text/html; charset=GBK"),
          List.of("///;;;==="),
          List.of("gzip"),
          List.of("-1"),
          List.of("99999999999999999999999"),
          List.of("Tue, 99 Apr 20190 25:61:61 GMT"),
          List.of("attempts=99999999999;unknown=true"),
          List.of("POST /v3/x 99999999999999999999 0A1B 99999999999"),
          List.of("x".repeat(10_000)));

  private final WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "Content-Type",
        "Content-Length",
        "Content-Encoding",
        "Transfer-Encoding",
        "Date",
        "Retry-After",
        "Location",
        "Set-Cookie",
        "WWW-Authenticate",
        "Wechatpay-Timestamp",
        "Wechatpay-Signature",
        "Wechatpay-Feign-Call",
        "Wechatpay-Feign-Signed",
        "Wechatpay-Feign-",
        "",
        " ",
        "X-\r\nY"
      })
  void keepStatusCodeAndRequestIdWhateverOneOfThemIs(String name) throws Exception {
    for (List<@Nullable String> values : ODD_VALUES) {
      Map<String, Collection<String>> headers = new HashMap<>();
      headers.put("request-id", List.of("08F78BB5-0"));
      headers.put(name, values);

      for (int status : List.of(400, 401, 429, 503)) {
        WechatPayException thrown =
            decoder.decode("", Answers.builder(status).headers(headers).body(BODY, UTF_8).build());

        assertThat(thrown.status()).isEqualTo(status);
        assertThat(thrown.code()).isEqualTo("SYSTEM_ERROR");
        assertThat(thrown.gatewayMessage()).isEqualTo("系统异常");
        assertThat(thrown.detail()).isEqualTo(new ErrorDetail("/a", null, null, null));
        assertThat(thrown.requestId()).isEqualTo("08F78BB5-0");
        assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(thrown.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        assertThat(thrown.retryAfter().orElse(Duration.ZERO))
            .isBetween(Duration.ZERO, Duration.ofDays(365));
      }
    }
  }

  @Test
  void keepAnExceptionSerialisableWhateverTheyAre() throws Exception {
    Map<String, Collection<String>> headers = new HashMap<>();
    for (List<@Nullable String> values : ODD_VALUES) {
      headers.put("X-" + headers.size(), values);
    }

    WechatPayException thrown =
        decoder.decode("", Answers.builder(503).headers(headers).body(BODY, UTF_8).build());

    assertThat(copyOf(thrown)).hasMessage(thrown.getMessage());
    assertThat(copyOf(thrown).responseHeaders()).hasToString(thrown.responseHeaders().toString());
  }

  /** The explanation of a SIGN_ERROR also reads the Date header. */
  @Test
  void keepTheExplanationOfASignErrorWhateverTheDateIs() {
    for (List<@Nullable String> values : ODD_VALUES) {
      Map<String, Collection<String>> headers = new HashMap<>();
      headers.put(SignedRequest.HEADER, List.of(SIGNED.toHeader()));
      headers.put("Date", values);
      String body = "{\"code\":\"SIGN_ERROR\",\"message\":\"timestamp\"}";

      SignErrorException thrown =
          (SignErrorException)
              decoder.decode("", Answers.builder(401).headers(headers).body(body, UTF_8).build());

      assertThat(thrown.explanation()).isEqualTo("the clocks differ: set this machine's clock");
    }
  }

  static Stream<Arguments> requestIds() {
    return Stream.of(
        Arguments.of(List.of(), null),
        Arguments.of(Arrays.asList((String) null), null),
        Arguments.of(List.of(""), null),
        Arguments.of(List.of(" \t "), null),
        Arguments.of(List.of("\u0000\u202E"), null),
        Arguments.of(Arrays.asList(null, "", "ID-1"), "ID-1"),
        Arguments.of(List.of("ID-1", "ID-2"), "ID-1"),
        Arguments.of(List.of(" ID-1 "), "ID-1"),
        Arguments.of(List.of("ID-1\r\nforged: line"), "ID-1 forged: line"),
        Arguments.of(List.of("中文"), "中文"),
        Arguments.of(List.of("x".repeat(513)), "x".repeat(512) + "..."));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("requestIds")
  void giveTheFirstRequestIdThatIsNotBlank(
      List<@Nullable String> values, @Nullable String requestId) {
    for (String name : List.of("Request-ID", "request-id", "REQUEST-ID")) {
      Map<String, Collection<String>> headers = new HashMap<>();
      headers.put(name, values);

      for (WechatPayException thrown : thrown(headers)) {
        assertThat(thrown.requestId()).isEqualTo(requestId);
        assertThat(thrown.getMessage())
            .endsWith(requestId == null ? "]" : ", Request-ID " + requestId + "]")
            .doesNotContain(requestId == null ? "Request-ID" : "\n");
      }
      assertThat(WechatPayException.requestIdOf(headers)).isEqualTo(requestId);
    }
  }

  /** Feign does not allow such a map in a response, but another client may create one. */
  @Test
  void mayContainNulls() {
    Map<String, Collection<String>> headers = new HashMap<>();
    headers.put(null, List.of("HTTP/1.1 500"));
    headers.put("X", null);
    headers.put("Retry-After", null);
    headers.put("Request-ID", List.of("ID-1"));

    for (WechatPayException thrown : notDecoded(headers)) {
      assertThat(thrown.requestId()).isEqualTo("ID-1");
      assertThat(thrown.retryAfter()).isEmpty();
      assertThat(thrown.responseHeaders()).containsOnlyKeys("request-id", "retry-after", "x");
    }
  }

  @Test
  void areShownAsTheGatewaySentThem() {
    Map<String, Collection<String>> headers = new HashMap<>();
    headers.put("Request-ID", List.of("ID-1"));
    headers.put("Wechatpay-Signature", List.of("c2ln"));
    headers.put("X-Wechatpay-Feign-Call", List.of("x"));
    headers.put("Wechatpay-Feign", List.of("y"));
    for (String own :
        List.of("Wechatpay-Feign-Call", "wechatpay-feign-signed", "WECHATPAY-FEIGN-LATER")) {
      headers.put(own, List.of("attempts=2;unknown=true"));
    }

    for (WechatPayException thrown : thrown(headers)) {
      assertThat(thrown.responseHeaders())
          .containsOnlyKeys(
              "request-id", "wechatpay-signature", "x-wechatpay-feign-call", "wechatpay-feign");
      assertThat(thrown.responseHeaders().get("WECHATPAY-SIGNATURE")).containsExactly("c2ln");
      assertThat(thrown.responseHeaders().get("request-id")).containsExactly("ID-1");
    }
  }

  @Test
  void areShownWithoutTheHeadersThatTheClientAdded() {
    Response answer =
        new CallFacts(3, true)
            .addTo(
                Answers.builder(401)
                    .headers(Map.of(SignedRequest.HEADER, List.of(SIGNED.toHeader())))
                    .body("{\"code\":\"SIGN_ERROR\",\"message\":\"序列号\"}", UTF_8)
                    .build());

    SignErrorException thrown = (SignErrorException) decoder.decode("", answer);

    assertThat(thrown.responseHeaders()).isEmpty();
    assertThat(thrown.attempts()).isEqualTo(3);
    assertThat(thrown.explanation()).contains("0A1B");
  }

  private List<WechatPayException> thrown(Map<String, Collection<String>> headers) {
    List<WechatPayException> all = new ArrayList<>(notDecoded(headers));
    all.add(decoder.decode("", Answers.builder(500).headers(headers).build()));
    return all;
  }

  private static List<WechatPayException> notDecoded(Map<String, Collection<String>> headers) {
    return List.of(
        new UnusableAnswerException("m", 200, new byte[0], headers),
        new ResponseNotVerifiedException(
            Reason.WRONG_SIGNATURE, "m", 204, new byte[0], headers, CallFacts.FIRST_ATTEMPT));
  }

  private static WechatPayException copyOf(WechatPayException thrown) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(thrown);
    return (WechatPayException)
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }
}
