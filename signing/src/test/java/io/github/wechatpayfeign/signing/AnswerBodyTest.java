package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers may have a body. */
class AnswerBodyTest {

  private static final byte[] BODY = "{}".getBytes(UTF_8);

  @ParameterizedTest(name = "{0} {1}, {2}")
  @CsvSource({
    "GET, 204, UNEXPECTED_BODY",
    "POST, 204, UNEXPECTED_BODY",
    "POST, 205, UNEXPECTED_BODY",
    "GET, 304, UNEXPECTED_BODY",
    "HEAD, 200, UNEXPECTED_BODY",
    "HEAD, 404, UNEXPECTED_BODY",
    "GET, 200, ",
    "POST, 202, ",
    "POST, 400, ",
    "POST, 500, "
  })
  void takesABodyOnlyWhereThereMayBeOne(String method, int status, Reason reason) {
    Request request =
        Request.create(Request.HttpMethod.valueOf(method), "/", Map.of(), null, UTF_8, null);
    Response answer = Response.builder().status(status).request(request).build();

    VerificationFailure thrown =
        catchThrowableOfType(VerificationFailure.class, () -> AnswerBody.requireFits(answer, BODY));

    assertThat(thrown == null ? null : thrown.reason()).isEqualTo(reason);
    assertThatCode(() -> AnswerBody.requireFits(answer, new byte[0])).doesNotThrowAnyException();
  }
}
