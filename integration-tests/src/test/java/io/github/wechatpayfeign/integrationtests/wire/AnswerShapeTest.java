package io.github.wechatpayfeign.integrationtests.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Headers;
import feign.RequestLine;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.integrationtests.support.Http2Server;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status line is not signed, so a recorded answer under another status must be refused. */
class AnswerShapeTest {

  /** The gateway's answer to a query, with more than one line. */
  private static final String TEXT = "{\n\"trade_state\":\"NOTPAY\"}";

  private static final byte[] QUERIED = TEXT.getBytes(UTF_8);

  private static final byte[] NOTHING = new byte[0];

  /** Methods of each kind of return type. */
  interface OwnApi {
    record Answer(String trade_state) {}

    @RequestLine("GET /v3/own")
    Answer answer();

    @RequestLine("GET /v3/own")
    String text();

    @RequestLine("GET /v3/own")
    List<String> list();

    @RequestLine("POST /v3/own")
    @Headers("Content-Type: application/json")
    void change(byte[] body);
  }

  @ParameterizedTest(name = "{0} with a body that is {1}")
  @CsvSource({
    "204, chunked",
    "205, chunked",
    "304, chunked",
    "204, compressed and chunked",
    "205, compressed and chunked"
  })
  void refusesABodyUnderAStatusThatAllowsNone(int status, String how) {
    byte[] sent = how.startsWith("compressed") ? compressed(QUERIED) : QUERIED;
    byte[] answer =
        chunked(status, how.startsWith("compressed") ? "Content-Encoding: gzip\r\n" : "", sent);

    assertRefused(answer, Reason.UNEXPECTED_BODY, status, pay -> pay.closeOrder("ORDER-1"));
    assertRefused(answer, Reason.UNEXPECTED_BODY, status, pay -> own(pay).change(NOTHING));
    assertRefused(answer, Reason.UNEXPECTED_BODY, status, pay -> own(pay).answer());
  }

  @Test
  void acceptsA204WithEmptyChunks() {
    StringBuilder head = new StringBuilder("HTTP/1.1 204 OK\r\nTransfer-Encoding: chunked\r\n");
    TestGateway.signature(NOTHING)
        .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));

    try (RawServer server =
            RawServer.start((request, out) -> out.write((head + "\r\n0\r\n\r\n").getBytes(UTF_8)));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      assertThat(wechatPay.closeOrder("ORDER-1").outTradeNo()).isEqualTo("ORDER-1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 206})
  void refusesAnEmptyBodyIfTheMethodReturnsAValue(int status) {
    List<Consumer<OwnApi>> calls = List.of(OwnApi::answer, OwnApi::text, OwnApi::list);
    for (Consumer<OwnApi> call : calls) {
      assertRefused(
          TestGateway.signedAnswer(status, ""),
          Reason.MISSING_BODY,
          status,
          pay -> call.accept(own(pay)));
    }
  }

  /** OkHttp reads no body of a 204 without a length, so the signed body would be empty. */
  @Test
  void refusesABodyOfA204OverHttp2() {
    Map<String, String> headers = lowerCase(TestGateway.signature(QUERIED));
    assertRefusedOverHttp2(
        new Http2Server.Answer(204, headers, TEXT),
        Reason.WRONG_SIGNATURE,
        pay -> pay.closeOrder("ORDER-1"));

    headers.put("content-length", Integer.toString(QUERIED.length));
    try (Http2Server server = Http2Server.start(() -> new Http2Server.Answer(204, headers, TEXT));
        WechatPay wechatPay = http2Client(server)) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> wechatPay.closeOrder("ORDER-1"));
      assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void acceptsA204OverHttp2() {
    try (Http2Server server =
            Http2Server.start(
                () -> new Http2Server.Answer(204, lowerCase(TestGateway.signature(NOTHING)), ""));
        WechatPay wechatPay = http2Client(server)) {
      assertThat(wechatPay.closeOrder("ORDER-1").outTradeNo()).isEqualTo("ORDER-1");
      assertThat(wechatPay.closeOrder("ORDER-2").outTradeNo()).isEqualTo("ORDER-2");
    }
  }

  @Test
  void refusesALineOfTheBodyInTheNonceOverHttp2() {
    Map<String, String> headers = lowerCase(TestGateway.signature(QUERIED));
    headers.computeIfPresent("wechatpay-nonce", (name, nonce) -> nonce + "\n{");
    String rest = "\"trade_state\":\"NOTPAY\"}";

    assertRefusedOverHttp2(
        new Http2Server.Answer(200, headers, rest),
        Reason.MALFORMED_NONCE,
        pay -> own(pay).answer());
  }

  @Test
  void refusesTheWholeBodyOfA204InTheNonceOverHttp2() {
    byte[] oneLine = "{\"trade_state\":\"NOTPAY\"}".getBytes(UTF_8);
    Map<String, String> headers =
        lowerCase(TestGateway.signature((new String(oneLine, UTF_8) + "\n").getBytes(UTF_8)));
    headers.computeIfPresent(
        "wechatpay-nonce", (name, nonce) -> nonce + "\n" + new String(oneLine, UTF_8));

    assertRefusedOverHttp2(
        new Http2Server.Answer(204, headers, ""),
        Reason.MALFORMED_NONCE,
        pay -> pay.closeOrder("ORDER-1"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "wechatpay-timestamp, MALFORMED_TIMESTAMP",
    "wechatpay-nonce, MALFORMED_NONCE",
    "wechatpay-serial, MALFORMED_SERIAL",
    "wechatpay-signature, MALFORMED_SIGNATURE",
    "wechatpay-signature-type, WRONG_SIGNATURE_TYPE"
  })
  void refusesALineFeedInAnyHeaderOfTheSignature(String header, Reason reason) {
    Map<String, String> headers = lowerCase(TestGateway.signature(NOTHING));
    headers.computeIfPresent(header, (name, value) -> value.charAt(0) + "\n" + value.substring(1));

    assertRefusedOverHttp2(
        new Http2Server.Answer(204, headers, ""), reason, pay -> pay.closeOrder("ORDER-1"));
  }

  private static OwnApi own(WechatPay wechatPay) {
    return wechatPay.create(OwnApi.class);
  }

  private static void assertRefused(
      byte[] answer, Reason reason, int status, Consumer<WechatPay> call) {
    try (RawServer server = RawServer.start((request, out) -> out.write(answer));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      assertRefused(wechatPay, reason, status, call);
    }
  }

  private static void assertRefusedOverHttp2(
      Http2Server.Answer answer, Reason reason, Consumer<WechatPay> call) {
    try (Http2Server server = Http2Server.start(() -> answer);
        WechatPay wechatPay = http2Client(server)) {
      assertRefused(wechatPay, reason, answer.status(), call);
    }
  }

  private static void assertRefused(
      WechatPay wechatPay, Reason reason, int status, Consumer<WechatPay> call) {
    ResponseNotVerifiedException thrown =
        catchThrowableOfType(ResponseNotVerifiedException.class, () -> call.accept(wechatPay));
    assertThat(thrown).as("the refusal").isNotNull();
    assertThat(thrown.reason()).isEqualTo(reason);
    assertThat(thrown.status()).isEqualTo(status);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown.next()).isEqualTo(NextStep.QUERY_ORDER);
  }

  private static WechatPay http2Client(Http2Server server) {
    return WechatPay.builder(TestGateway.merchant())
        .baseUrl(server.baseUrl())
        .retryPolicy(RetryPolicy.off())
        .changeHttp(http -> http.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)))
        .build();
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> lower = new LinkedHashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  private static byte[] chunked(int status, String more, byte[] sent) {
    StringBuilder head =
        new StringBuilder(
            "HTTP/1.1 " + status + " Status\r\nTransfer-Encoding: chunked\r\n" + more);
    TestGateway.signature(QUERIED)
        .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("\r\n" + Integer.toHexString(sent.length) + "\r\n");
    return (head + new String(sent, ISO_8859_1) + "\r\n0\r\n\r\n").getBytes(ISO_8859_1);
  }

  private static byte[] compressed(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return compressed.toByteArray();
  }
}
