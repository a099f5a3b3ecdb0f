package io.github.wechatpayfeign.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers have to have a body. */
class BodyShapeTest {

  @ParameterizedTest(name = "{0} {1} of a method that returns {2}: {3}")
  @CsvSource({
    "GET, 200, java.lang.String, MISSING_BODY",
    "GET, 201, java.lang.String, MISSING_BODY",
    "GET, 202, java.lang.String, ",
    "GET, 204, java.lang.String, ",
    "GET, 205, java.lang.String, ",
    "GET, 404, java.lang.String, ",
    "HEAD, 200, java.lang.String, ",
    "GET, 200, feign.Response, ",
    "GET, 200, java.lang.Void, ",
    "GET, 200, , ",
  })
  void asksForABodyThatTheMethodReturns(
      String method, int status, @Nullable String returned, @Nullable Reason reason)
      throws ClassNotFoundException {
    Request request =
        Request.create(Request.HttpMethod.valueOf(method), "/", Map.of(), null, UTF_8, null);
    Response answer = Response.builder().status(status).request(request).build();
    Type type = returned == null ? null : Class.forName(returned);
    SuccessStatus success = new SuccessStatus(type);

    VerificationFailure thrown =
        catchThrowableOfType(
            VerificationFailure.class, () -> BodyShape.check(answer, new byte[0], success));

    assertThat(thrown == null ? null : thrown.reason()).isEqualTo(reason);
    assertThatCode(() -> BodyShape.check(answer, new byte[] {'{', '}'}, success))
        .doesNotThrowAnyException();
  }
}
