package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Merchant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only verified answers and unsigned errors leave the client, whatever client it decorates. */
class VerifyingClientTest {

  private static final long NOW = 1_554_209_980;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  private static final Request REQUEST =
      Request.create(Request.HttpMethod.GET, "https://x/v3/a", Map.of(), null, UTF_8, null);

  private static final Merchant MERCHANT = OpenSslKeys.merchant("1900000109", "0A");

  private static Map<String, Collection<String>> signature(String body) {
    String message = NOW + "\nnonce\n" + body + "\n";
    return Map.of(
        "Wechatpay-Timestamp", List.of(Long.toString(NOW)),
        "Wechatpay-Nonce", List.of("nonce"),
        "Wechatpay-Serial", List.of("PUB_KEY_ID_01"),
        "Wechatpay-Signature",
            List.of(
                OpenSslKeys.OPEN_SSL.signBase64(
                    OpenSslKeys.WECHAT_PAY_KEY, message.getBytes(UTF_8))));
  }

  private static Response answer(int status, Map<String, Collection<String>> headers, String body) {
    return Response.builder()
        .status(status)
        .headers(headers)
        .body(body.isEmpty() ? null : body.getBytes(UTF_8))
        .request(REQUEST)
        .build();
  }

  private static Response execute(Response answer) throws IOException {
    Client client = (request, options) -> answer;
    return new VerifyingClient(client, MERCHANT, CLOCK).execute(REQUEST, new Request.Options());
  }

  private static Reason reasonOf(Response answer) {
    ResponseNotVerifiedException thrown =
        catchThrowableOfType(ResponseNotVerifiedException.class, () -> execute(answer));
    assertThat(thrown).isNotNull();
    return thrown.reason();
  }

  @Test
  void handsOnWhatItVerified() throws IOException {
    Response found = execute(answer(200, signature("{}"), "{}"));

    assertThat(found.body().asInputStream().readAllBytes()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(execute(answer(204, signature(""), "")).status()).isEqualTo(204);
    assertThat(execute(answer(400, signature("{}"), "{}")).status()).isEqualTo(400);
  }

  @Test
  void handsOnABodyThatCanBeReadOnlyOnce() throws IOException {
    byte[] body = "{}".getBytes(UTF_8);
    Response streamed =
        answer(200, signature("{}"), "{}").toBuilder()
            .body(new ByteArrayInputStream(body), body.length)
            .build();

    assertThat(execute(streamed).body().asInputStream().readAllBytes()).isEqualTo(body);
    assertThat(execute(answer(204, signature(""), "")).body()).isNull();
  }

  @Test
  void saysWhatItFound() {
    ResponseNotVerifiedException thrown =
        catchThrowableOfType(
            ResponseNotVerifiedException.class,
            () -> execute(answer(200, Map.of("Request-ID", List.of("08F78BB5AF06")), "{}")));

    assertThat(thrown)
        .hasMessageContaining("HTTP 200")
        .hasMessageContaining("MISSING_HEADER")
        .hasMessageContaining("Wechatpay-Timestamp");
    assertThat(thrown.requestId()).isEqualTo("08F78BB5AF06");
    assertThat(thrown.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 500})
  void handsOnAnErrorThatIsNotSigned(int status) throws IOException {
    Response answer = answer(status, Map.of(), "{}");

    assertThat(execute(answer)).isSameAs(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "200, {}, {}2, WRONG_SIGNATURE",
    "400, {}, {}2, WRONG_SIGNATURE",
    "204, {}, {}, UNEXPECTED_BODY",
    "205, {}, {}, UNEXPECTED_BODY"
  })
  void believesNoBodyThatDoesNotFit(int status, String signed, String sent, Reason reason) {
    assertThat(reasonOf(answer(status, signature(signed), sent))).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204, 299})
  void believesNoSuccessThatIsNotSigned(int status) {
    assertThat(reasonOf(answer(status, Map.of(), ""))).isEqualTo(Reason.MISSING_HEADER);
  }

  @Test
  void readsNoMoreThanOneMebibyte() {
    String body = "x".repeat(1024 * 1024 + 1);

    assertThat(reasonOf(answer(200, signature(body), body))).isEqualTo(Reason.BODY_TOO_LONG);
    assertThat(
            catchThrowableOfType(
                Exception.class,
                () -> execute(answer(200, signature(body.substring(1)), body.substring(1)))))
        .isNull();
  }

  @Test
  void letsAFailureOfTheClientThrough() {
    Client lost =
        (request, options) -> {
          throw new IOException("lost");
        };

    assertThatIOException()
        .isThrownBy(
            () ->
                new VerifyingClient(lost, MERCHANT, CLOCK).execute(REQUEST, new Request.Options()))
        .withMessage("lost");
  }
}
