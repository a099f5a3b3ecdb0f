package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that fails verification leaves the outcome unknown and says why. */
class ResponseNotVerifiedExceptionTest {

  private static final Map<String, Collection<String>> HEADERS =
      Map.of("REQUEST-id", List.of("08F78BB5-0"), "Wechatpay-Serial", List.of("PUB_KEY_ID_02"));

  @Test
  void hasStatusReasonFindingAndConsequenceInItsMessage() {
    assertThat(thrown(Reason.UNKNOWN_SERIAL, CallFacts.FIRST_ATTEMPT))
        .hasMessage(
            "HTTP 204 not verified, UNKNOWN_SERIAL: the finding"
                + " [outcome UNKNOWN, next: query the order, Request-ID 08F78BB5-0]");
  }

  @Test
  void hasTheNumberOfAttemptsInItsMessage() {
    ResponseNotVerifiedException thrown = thrown(Reason.WRONG_SIGNATURE, new CallFacts(3, true));

    assertThat(thrown.attempts()).isEqualTo(3);
    assertThat(thrown)
        .hasMessage(
            "HTTP 204 not verified, WRONG_SIGNATURE: the finding"
                + " [outcome UNKNOWN, next: query the order, attempts 3, Request-ID 08F78BB5-0]");
  }

  @ParameterizedTest
  @EnumSource
  void isUnknownWhateverTheReasonAndTheEarlierAttempts(Reason reason) {
    for (CallFacts facts : List.of(CallFacts.FIRST_ATTEMPT, new CallFacts(2, true))) {
      ResponseNotVerifiedException thrown = thrown(reason, facts);

      assertThat(thrown.reason()).isEqualTo(reason);
      assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(thrown.next()).isEqualTo(NextStep.QUERY_ORDER);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "MISSING_HEADER, true",
    "REPEATED_HEADER, true",
    "MALFORMED_TIMESTAMP, true",
    "EXPIRED_TIMESTAMP, true",
    "MALFORMED_NONCE, true",
    "MALFORMED_SERIAL, true",
    "UNKNOWN_SERIAL, true",
    "WRONG_SIGNATURE_TYPE, false",
    "SIGNTEST_PROBE, true",
    "MALFORMED_SIGNATURE, true",
    "WRONG_SIGNATURE, true",
    "REPLAYED, true",
    "UNEXPECTED_BODY, true",
    "MISSING_BODY, true",
    "BODY_TOO_LONG, false",
    "UNREADABLE_CERTIFICATES, false",
  })
  void isRetryableIfAnotherAnswerMayVerify(Reason reason, boolean retryable) {
    assertThat(thrown(reason, CallFacts.FIRST_ATTEMPT).retryable()).isEqualTo(retryable);
  }

  @Test
  void keepsTheAnswerButNoRequest() {
    ResponseNotVerifiedException thrown = thrown(Reason.WRONG_SIGNATURE, CallFacts.FIRST_ATTEMPT);

    assertThat(thrown.status()).isEqualTo(204);
    assertThat(thrown.requestId()).isEqualTo("08F78BB5-0");
    assertThat(thrown.contentUTF8()).isEqualTo("{\"code\":\"ORDER_CLOSED\"}");
    assertThat(thrown.responseHeaders().get("wechatpay-serial")).containsExactly("PUB_KEY_ID_02");
    assertThat(thrown.hasRequest()).isFalse();
    assertThat(thrown.request()).isNull();
  }

  @Test
  void ignoresWhatTheAnswerSays() {
    ResponseNotVerifiedException thrown = thrown(Reason.WRONG_SIGNATURE, CallFacts.FIRST_ATTEMPT);

    assertThat(thrown.code()).isNull();
    assertThat(thrown.documentedCode()).isNull();
    assertThat(thrown.gatewayMessage()).isNull();
    assertThat(thrown.detail()).isNull();
    assertThat(thrown.remedy()).isNull();
  }

  @Test
  void hasNoRequestIdIfTheAnswerHasNone() {
    ResponseNotVerifiedException thrown =
        new ResponseNotVerifiedException(
            Reason.MISSING_HEADER, "m", 200, new byte[0], Map.of(), CallFacts.FIRST_ATTEMPT);

    assertThat(thrown.requestId()).isNull();
    assertThat(thrown)
        .hasMessage(
            "HTTP 200 not verified, MISSING_HEADER: m [outcome UNKNOWN, next: query the order]");
  }

  @Test
  void keepsTheFindingOnOneLineAndTheBodyShort() {
    byte[] body = new byte[1024 * 1024];
    Arrays.fill(body, (byte) 'x');
    ResponseNotVerifiedException thrown =
        new ResponseNotVerifiedException(
            Reason.UNKNOWN_SERIAL,
            "serial is A\r\nforged line" + "x".repeat(100_000),
            200,
            body,
            Map.of("Request-ID", List.of("1\n2")),
            CallFacts.FIRST_ATTEMPT);

    assertThat(thrown.getMessage())
        .contains("serial is A forged line")
        .contains("Request-ID 1 2")
        .doesNotContain("\n")
        .hasSizeLessThan(1_000);
    assertThat(thrown.contentUTF8()).isEqualTo("x".repeat(16 * 1024));
  }

  private static ResponseNotVerifiedException thrown(Reason reason, CallFacts facts) {
    return new ResponseNotVerifiedException(
        reason, "the finding", 204, "{\"code\":\"ORDER_CLOSED\"}".getBytes(UTF_8), HEADERS, facts);
  }
}
