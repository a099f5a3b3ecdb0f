package io.github.wechatpayfeign.integrationtests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.errors.ClientErrorException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TradeErrorException;
import io.github.wechatpayfeign.errors.UnexpectedStatusException;
import io.github.wechatpayfeign.errors.UserPayingException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No unverified answer is accepted, whatever bytes a server sends. */
class VerificationOnTheWireTest {

  private static final byte[] NOTHING = new byte[0];

  /** An interface with answers that have bodies. */
  interface OwnApi {
    record Answer(String trade_state_desc) {}

    @RequestLine("GET /v3/own/{id}")
    Answer answer(@Param("id") String id);
  }

  @Test
  void acceptsASigned204() {
    try (RawServer server = answering(TestGateway.signedAnswer(204, ""))) {
      assertThat(TestGateway.client(server.baseUrl()).closeOrder("ORDER-1").requestId())
          .isEqualTo("08F78BB5AF0610D302-0");
    }
  }

  @Test
  void acceptsHeadersInLowerCaseAsHttp2WritesThem() {
    Map<String, String> headers = new TreeMap<>();
    TestGateway.signature(NOTHING)
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));

    try (RawServer server = answering(TestGateway.answer(204, headers, ""))) {
      assertThat(TestGateway.client(server.baseUrl()).closeOrder("ORDER-1").requestId())
          .isNotNull();
    }
  }

  @ParameterizedTest(name = "204 with {0} as {1}: {2}")
  @CsvSource({
    "Wechatpay-Signature, , MISSING_HEADER",
    "Wechatpay-Timestamp, , MISSING_HEADER",
    "Wechatpay-Nonce, , MISSING_HEADER",
    "Wechatpay-Serial, , MISSING_HEADER",
    "Wechatpay-Timestamp, 1554209980, EXPIRED_TIMESTAMP",
    "Wechatpay-Timestamp, tomorrow, MALFORMED_TIMESTAMP",
    "Wechatpay-Nonce, another, WRONG_SIGNATURE",
    "Wechatpay-Serial, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1, UNKNOWN_SERIAL",
    "Wechatpay-Signature, Zm9yZ2Vk, WRONG_SIGNATURE",
    "Wechatpay-Signature, %%%, MALFORMED_SIGNATURE",
    "Wechatpay-Signature, WECHATPAY/SIGNTEST/abc, SIGNTEST_PROBE"
  })
  void refusesA204WithAnInvalidSignature(String header, String value, Reason reason) {
    Map<String, String> headers = TestGateway.signature(NOTHING);
    headers.remove(header);
    if (value != null) {
      headers.put(header, value);
    }

    ResponseNotVerifiedException thrown = refusal(TestGateway.answer(204, headers, ""));

    assertThat(thrown.reason()).isEqualTo(reason);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown.status()).isEqualTo(204);
    assertThat(thrown.requestId()).isEqualTo("08F78BB5AF0610D302-0");
  }

  @Test
  void refusesA204WithTwoSignatures() {
    String answer = new String(TestGateway.signedAnswer(204, ""), UTF_8);
    String signature = TestGateway.signature(NOTHING).get("Wechatpay-Signature");
    String twice = answer.replace("\r\n\r\n", "\r\nwechatpay-signature: " + signature + "\r\n\r\n");

    assertThat(refusal(twice.getBytes(UTF_8)).reason()).isEqualTo(Reason.REPEATED_HEADER);
  }

  @Test
  void decodesABodyThatItVerified() {
    try (RawServer server =
        answering(
            TestGateway.signedAnswer(200, "{ \"trade_state_desc\" : \"支付成功\", \"new\": 1 }"))) {
      assertThat(TestGateway.client(server.baseUrl()).create(OwnApi.class).answer("1"))
          .isEqualTo(new OwnApi.Answer("支付成功"));
    }
  }

  @Test
  void refusesABodyThatWasChanged() {
    Map<String, String> headers =
        TestGateway.signature("{\"trade_state_desc\":\"SUCCESS\"}".getBytes(UTF_8));

    ResponseNotVerifiedException thrown =
        ownRefusal(TestGateway.answer(200, headers, "{\"trade_state_desc\":\"SUCCESS\" }"));

    assertThat(thrown.reason()).isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @Test
  void verifiesABodyThatWasCompressedOnTheWay() throws IOException {
    byte[] body = "{\"trade_state_desc\":\"SUCCESS\"}".getBytes(UTF_8);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n");
    TestGateway.signature(body).forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + compressed.size() + "\r\n\r\n");
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(head.toString().getBytes(UTF_8));
    answer.write(compressed.toByteArray());

    try (RawServer server = answering(answer.toByteArray())) {
      assertThat(TestGateway.client(server.baseUrl()).create(OwnApi.class).answer("1"))
          .isEqualTo(new OwnApi.Answer("SUCCESS"));
    }
  }

  @Test
  void verifiesABodyInChunks() {
    byte[] body = "{\"trade_state_desc\":\"SUCCESS\"}".getBytes(UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
    TestGateway.signature(body).forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    String chunks = "\r\n5\r\n{\"tra\r\n19\r\nde_state_desc\":\"SUCCESS\"}\r\n0\r\n\r\n";

    try (RawServer server = answering((head + chunks).getBytes(UTF_8))) {
      assertThat(TestGateway.client(server.baseUrl()).create(OwnApi.class).answer("1"))
          .isEqualTo(new OwnApi.Answer("SUCCESS"));
    }
  }

  @Test
  void readsABodyOfOneMebibyteAndNoMore() {
    String fits = "{\"trade_state_desc\":\"" + "x".repeat(1024 * 1024 - 23) + "\"}";
    assertThat(fits).hasSize(1024 * 1024);
    try (RawServer server = answering(TestGateway.signedAnswer(200, fits))) {
      assertThat(
              TestGateway.client(server.baseUrl())
                  .create(OwnApi.class)
                  .answer("1")
                  .trade_state_desc())
          .hasSize(1024 * 1024 - 23);
    }

    ResponseNotVerifiedException thrown = ownRefusal(TestGateway.signedAnswer(200, fits + " "));

    assertThat(thrown.reason()).isEqualTo(Reason.BODY_TOO_LONG);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 206})
  void doesNotAcceptAnother2xxAsAClose(int status) {
    WechatPayException thrown = failure(TestGateway.signedAnswer(status, "{}"));

    assertThat(thrown).isInstanceOf(UnexpectedStatusException.class);
    assertThat(thrown.status()).isEqualTo(status);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void doesNotAcceptA202AsTheSuccessOfAnyMethod() {
    String body = "{\"code\":\"USERPAYING\",\"message\":\"用户支付中\"}";

    assertThat(failure(TestGateway.signedAnswer(202, body)))
        .isInstanceOf(UserPayingException.class);
    assertThat(ownFailure(TestGateway.signedAnswer(202, body)))
        .isInstanceOf(UserPayingException.class);
    assertThat(failure(TestGateway.answer(202, Map.of(), body)))
        .isInstanceOf(ResponseNotVerifiedException.class);
  }

  @Test
  void acceptsAnErrorWithoutASignature() {
    assertThat(failure(TestGateway.answer(403, Map.of(), "{\"code\":\"TRADE_ERROR\"}")))
        .isInstanceOf(TradeErrorException.class);
  }

  @Test
  void verifiesTheSignatureOfAnErrorThatHasOne() {
    String body = "{\"code\":\"TRADE_ERROR\"}";
    assertThat(failure(TestGateway.signedAnswer(403, body)))
        .isInstanceOf(TradeErrorException.class);

    Map<String, String> forged =
        TestGateway.signature("{\"code\":\"ORDER_CLOSED\"}".getBytes(UTF_8));
    ResponseNotVerifiedException thrown = refusal(TestGateway.answer(403, forged, body));

    assertThat(thrown.reason()).isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(thrown.status()).isEqualTo(403);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void treatsA404OfAnUnknownPathAsAnError() {
    assertThat(ownFailure(TestGateway.answer(404, Map.of(), "<html>")))
        .isExactlyInstanceOf(ClientErrorException.class);
  }

  private static RawServer answering(byte[] answer) {
    return RawServer.start((request, out) -> out.write(answer));
  }

  private static WechatPayException failure(byte[] answer) {
    try (RawServer server = answering(answer)) {
      return thrown(() -> TestGateway.client(server.baseUrl()).closeOrder("ORDER-1"));
    }
  }

  private static WechatPayException ownFailure(byte[] answer) {
    try (RawServer server = answering(answer)) {
      return thrown(() -> TestGateway.client(server.baseUrl()).create(OwnApi.class).answer("1"));
    }
  }

  private static WechatPayException thrown(ThrowingCallable call) {
    WechatPayException thrown = catchThrowableOfType(WechatPayException.class, call);
    assertThat(thrown).as("the failure").isNotNull();
    return thrown;
  }

  private static ResponseNotVerifiedException refusal(byte[] answer) {
    return (ResponseNotVerifiedException) failure(answer);
  }

  private static ResponseNotVerifiedException ownRefusal(byte[] answer) {
    return (ResponseNotVerifiedException) ownFailure(answer);
  }
}
