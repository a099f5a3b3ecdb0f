package io.github.wechatpayfeign.integrationtests.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Odd optional headers of an answer do not change what the answer means. */
class OddHeadersOnTheWireTest {

  private static final String BODY = "{\"code\":\"TRADE_ERROR\",\"message\":\"paid\"}";

  static Stream<Arguments> headers() {
    return Stream.of(
            "Content-Type: ;;;",
            "Content-Type: application/json; charset=nonsense",
            "Content-Type: application/json; charset=\"",
            "Content-Type: application/json; charset=utf-8; charset=gbk",
            "Content-Type: ",
            "Content-Type: \u00e9/\u00e9",
            "Retry-After: -1",
            "Retry-After: soon",
            "Retry-After: ",
            "Retry-After: 99999999999999999999",
            "Content-Encoding: identity",
            "Content-Encoding: x-unknown",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Content-Encoding: ",
            "Content-Language: \u00e9",
            "Date: yesterday",
            "Set-Cookie: ;=;",
            "Set-Cookie: a=b; Max-Age=99999999999999999999",
            "Cache-Control: max-age=99999999999999999999",
            "Cache-Control: \"",
            "Warning: x",
            "Location: ::",
            "WWW-Authenticate: ,,,",
            "WWW-Authenticate: Basic",
            "Proxy-Authenticate: \"",
            "Alt-Svc: \"",
            "Keep-Alive: timeout=x",
            "Upgrade: x",
            "Vary: *",
            "ETag: ",
            "X-Long: " + "x".repeat(8000))
        .flatMap(header -> Stream.of(Way.values()).map(way -> Arguments.of(header, way)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("headers")
  void keepsWhatAnErrorSays(String header, Way way) {
    assertThatItIsKept(way, header + "\r\nContent-Length: " + BODY.length() + "\r\n", BODY);
  }

  static Stream<Arguments> lengths() {
    return Stream.of("", "x", "-5", "-1", "+38", "1e3", "99999999999999999999", "2147483648")
        .flatMap(length -> Stream.of(Way.values()).map(way -> Arguments.of(length, way)));
  }

  /** The connection ends after the body, because nothing else marks the end of the body. */
  @ParameterizedTest(name = "Content-Length: {0}, {1}")
  @MethodSource("lengths")
  void keepsStatusAndNumberOfAnErrorWithAnOddLength(String length, Way way) {
    WechatPayException thrown =
        thrown(way, "Content-Length: " + length + "\r\nConnection: close\r\n", BODY);

    assertThat(thrown.status()).isEqualTo(403);
    assertThat(thrown.requestId()).isEqualTo("08F78BB5AF0610D302-0");
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
  }

  private static void assertThatItIsKept(Way way, String head, String body) {
    WechatPayException thrown = thrown(way, head, body);

    assertThat(thrown.status()).isEqualTo(403);
    assertThat(thrown.code()).isEqualTo("TRADE_ERROR");
    assertThat(thrown.requestId()).isEqualTo("08F78BB5AF0610D302-0");
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
  }

  private static WechatPayException thrown(Way way, String head, String body) {
    String answer =
        "HTTP/1.1 403 Forbidden\r\nRequest-ID: 08F78BB5AF0610D302-0\r\n" + head + "\r\n" + body;
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  out.write(answer.getBytes(ISO_8859_1));
                  if (head.contains("Connection: close")) {
                    throw new IOException("The answer ends here");
                  }
                });
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .retryPolicy(RetryPolicy.off())
                .build()) {
      Throwable thrown = way.failureOfClose(wechatPay, "ORDER-0001");

      assertThat(server.requests()).hasSize(1);
      return assertThat(thrown).asInstanceOf(type(WechatPayException.class)).actual();
    }
  }
}
