package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feign.Response;
import feign.TypedResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Facts of a call travel in a header, and an earlier attempt in doubt makes the outcome unknown.
 */
class CallFactsTest {

  private static final String HEADER = "Wechatpay-Feign-Call";
  private static final CallFacts SECOND = new CallFacts(2, false);
  private static final CallFacts SECOND_AFTER_UNKNOWN = new CallFacts(2, true);

  private final WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

  @ParameterizedTest
  @CsvSource({
    "1, false",
    "1, true",
    "2, false",
    "3, true",
    "10, true",
    "9999, true",
    "10000, true",
    "999999999, true"
  })
  void roundTripsThroughAResponse(int attempts, boolean earlierUnknown) {
    CallFacts facts = new CallFacts(attempts, earlierUnknown);

    assertThat(CallFacts.of(facts.addTo(Answers.of(500, "")).headers())).isEqualTo(facts);
  }

  @Test
  void keepsTheRestOfTheResponse() throws IOException {
    Response response = SECOND.addTo(Answers.of(500, "body"));

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.body().asInputStream()).hasContent("body");
    assertThat(response.headers().get("Request-ID"))
        .containsExactly("08F78BB5AF0610D302-268435461");
  }

  @Test
  void replacesEarlierFacts() {
    Response twice = new CallFacts(3, true).addTo(SECOND.addTo(Answers.of(500, "")));

    assertThat(twice.headers().get(HEADER)).containsExactly("attempts=3;unknown=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wechatpay-Feign-Call",
        "wechatpay-feign-call",
        "WECHATPAY-FEIGN-CALL",
        "wechatPay-feign-calL"
      })
  void replacesForgedFactsWhateverTheCaseOfTheHeader(String name) {
    Response forged = answerWith(Map.of(name, List.of("attempts=9;unknown=true", "more")));

    Response response = CallFacts.FIRST_ATTEMPT.addTo(forged);

    assertThat(response.headers()).isEmpty();
    assertThat(CallFacts.of(response.headers())).isEqualTo(CallFacts.FIRST_ATTEMPT);
    assertThat(CallFacts.of(SECOND.addTo(forged).headers())).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Wechatpay-Feign-Call", "wechatpay-feign-call"})
  @SuppressWarnings("unchecked") // Feign's builder of a given response returns a raw type.
  void areTakenOffWhatACallerGets(String name) {
    Map<String, Collection<String>> headers =
        Map.of(name, List.of("attempts=2;unknown=true"), "Request-ID", List.of("08F7"));
    TypedResponse<String> typed =
        TypedResponse.<String>builder(answerWith(headers)).body("what it returns").build();

    TypedResponse<String> seen = CallFacts.removeFrom(typed);

    assertThat(seen.headers()).containsOnlyKeys("request-id");
    assertThat(seen.body()).isEqualTo("what it returns");
    assertThat(seen.status()).isEqualTo(typed.status());
    assertThat(seen.reason()).isEqualTo(typed.reason());
    assertThat(seen.request()).isSameAs(typed.request());
    assertThat(seen.protocolVersion()).isEqualTo(typed.protocolVersion());
    assertThat(CallFacts.removeFrom(seen)).isSameAs(seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Wechatpay-Feign-Call", "wechatpay-feign-call", "WECHATPAY-FEIGN-CALL"})
  void isReadFromAHeaderInAnyCase(String name) {
    assertThat(CallFacts.of(Map.of(name, List.of("attempts=2;unknown=true"))))
        .isEqualTo(SECOND_AFTER_UNKNOWN);
  }

  @Test
  void meansTheFirstAttemptIfThereIsNoHeader() {
    assertThat(CallFacts.of(Map.of())).isEqualTo(CallFacts.FIRST_ATTEMPT);
    assertThat(CallFacts.of(Map.of(HEADER, List.of()))).isEqualTo(CallFacts.FIRST_ATTEMPT);
    assertThat(CallFacts.FIRST_ATTEMPT).isEqualTo(new CallFacts(1, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2",
        "true",
        "attempts=2",
        "unknown=true",
        "attempts=;unknown=true",
        "attempts=-2;unknown=true",
        "attempts=+2;unknown=true",
        "attempts=2.5;unknown=true",
        "attempts=٢;unknown=true",
        "attempts=1000000000;unknown=true",
        "attempts=99999999999999999999;unknown=true",
        "attempts=2;unknown=TRUE",
        "attempts=2;unknown=yes",
        "attempts=2;unknown=",
        "attempts=2;unknown=true;more=1",
        "attempts=2; unknown=true",
        "attempts=2,unknown=true",
        "unknown=true;attempts=2",
        "Attempts=2;Unknown=true"
      })
  void meansTheFirstAttemptIfTheHeaderIsGarbage(String value) {
    assertThat(CallFacts.of(Map.of(HEADER, List.of(value)))).isEqualTo(CallFacts.FIRST_ATTEMPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attempts=0;unknown=true", "attempts=0000;unknown=true"})
  void countsAtLeastOneAttemptWhateverTheHeaderSays(String value) {
    assertThat(CallFacts.of(Map.of(HEADER, List.of(value)))).isEqualTo(new CallFacts(1, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void refusesANegativeNumberOfAttempts(int attempts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallFacts(attempts, false))
        .withMessage("attempts must be 0 or more, but is " + attempts);
  }

  @Test
  void countsNoAttemptIfNoneWasMade() {
    WechatPayException heldBack = new CallHeldBackException(new IllegalStateException("open"));
    WechatPayException withoutKey =
        new NoVerificationKeyException(new IllegalStateException("no key"), CallFacts.NO_ATTEMPT);

    assertThat(CallFacts.NO_ATTEMPT).isEqualTo(new CallFacts(0, false));
    assertThat(heldBack.attempts()).isZero();
    assertThat(withoutKey.attempts()).isZero();
    assertThat(heldBack.getMessage() + withoutKey.getMessage()).doesNotContain("attempts");
  }

  @ParameterizedTest(name = "{0} {1} is {2}, {3}; after an unknown attempt {4}, {5}")
  @CsvSource({
    "400, PARAM_ERROR, REJECTED, FIX_REQUEST, UNKNOWN, QUERY_ORDER",
    "401, SIGN_ERROR, REJECTED, FIX_CREDENTIALS_OR_CLOCK, UNKNOWN, QUERY_ORDER",
    "403, TRADE_ERROR, REJECTED, QUERY_ORDER, UNKNOWN, QUERY_ORDER",
    "404, ORDER_NOT_EXIST, REJECTED, QUERY_ORDER, UNKNOWN, QUERY_ORDER",
    "405, NEW_CODE, REJECTED, FIX_REQUEST, UNKNOWN, QUERY_ORDER",
    "429, FREQUENCY_LIMITED, REJECTED, RETRY_LATER, UNKNOWN, QUERY_ORDER",
    "202, NEW_CODE, UNKNOWN, RETRY_LATER, UNKNOWN, RETRY_LATER",
    "302, NEW_CODE, UNKNOWN, QUERY_ORDER, UNKNOWN, QUERY_ORDER",
    "500, SYSTEM_ERROR, UNKNOWN, RETRY_LATER, UNKNOWN, RETRY_LATER",
    "500, BANK_ERROR, UNKNOWN, QUERY_ORDER, UNKNOWN, QUERY_ORDER",
    "503, SERVICE_UNAVAILABLE, UNKNOWN, RETRY_LATER, UNKNOWN, RETRY_LATER",
  })
  void changesARefusalOnlyAfterAnAttemptThatMayHaveTakenEffect(
      int status, String code, Outcome alone, NextStep next, Outcome after, NextStep nextAfter) {
    WechatPayException second = decode(status, code, SECOND);
    WechatPayException secondAfterUnknown = decode(status, code, SECOND_AFTER_UNKNOWN);

    assertThat(second.outcome()).isEqualTo(alone);
    assertThat(second.next()).isEqualTo(next);
    assertThat(secondAfterUnknown.outcome()).isEqualTo(after);
    assertThat(secondAfterUnknown.next()).isEqualTo(nextAfter);
    assertThat(secondAfterUnknown).hasSameClassAs(second);
    assertThat(secondAfterUnknown.retryable()).isEqualTo(second.retryable());
  }

  @Test
  void appearsInTheMessageOfADecodedAnswer() {
    assertThat(decode(400, "PARAM_ERROR", SECOND))
        .hasMessage(
            "HTTP 400 PARAM_ERROR [outcome REJECTED, next: fix the request, attempts 2,"
                + " Request-ID 08F78BB5AF0610D302-268435461]");
    assertThat(decode(400, "PARAM_ERROR", new CallFacts(3, true)))
        .hasMessage(
            "HTTP 400 PARAM_ERROR [outcome UNKNOWN, next: query the order, attempts 3,"
                + " Request-ID 08F78BB5AF0610D302-268435461]");
  }

  @Test
  void givesTheExceptionItsNumberOfAttempts() {
    assertThat(decode(500, "SYSTEM_ERROR", new CallFacts(3, true)).attempts()).isEqualTo(3);
    assertThat(decode(400, "PARAM_ERROR", CallFacts.FIRST_ATTEMPT).attempts()).isEqualTo(1);
    assertThat(decoder.decode("", Answers.of(500, "")).attempts()).isEqualTo(1);
  }

  @Test
  void isLeftOutOfTheMessageAfterASingleAttempt() {
    assertThat(decode(500, "SYSTEM_ERROR", CallFacts.FIRST_ATTEMPT))
        .hasMessage(
            "HTTP 500 SYSTEM_ERROR [outcome UNKNOWN, next: retry the same request later,"
                + " Request-ID 08F78BB5AF0610D302-268435461]");
  }

  @Test
  void makesTheOutcomeUnknownIfAnEarlierAttemptMayHaveTakenEffect() {
    IOException cause = new IOException("refused");

    TransportException alone = TransportException.beforeSending(cause, SECOND);
    TransportException after = TransportException.beforeSending(cause, new CallFacts(3, true));

    assertThat(alone.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(alone.next()).isEqualTo(NextStep.RETRY_LATER);
    assertThat(alone.attempts()).isEqualTo(2);
    assertThat(after.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(after.next()).isEqualTo(NextStep.QUERY_ORDER);
    assertThat(after.attempts()).isEqualTo(3);
    assertThat(after.sent()).as("sent by the last attempt").isFalse();
    assertThat(after.retryable()).isTrue();
    assertThat(after)
        .hasMessage(
            "Nothing was sent: java.io.IOException: refused"
                + " [outcome UNKNOWN, next: query the order, attempts 3]");
  }

  @Test
  void leavesALostAnswerUnknown() {
    TransportException lost =
        TransportException.afterSending(new IOException("lost"), SECOND_AFTER_UNKNOWN);

    assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(lost.next()).isEqualTo(NextStep.QUERY_ORDER);
    assertThat(lost.attempts()).isEqualTo(2);
    assertThat(lost)
        .hasMessage(
            "No answer after the request was sent: java.io.IOException: lost"
                + " [outcome UNKNOWN, next: query the order, attempts 2]");
  }

  private WechatPayException decode(int status, String code, CallFacts facts) {
    Response answer = Answers.of(status, "{\"code\":\"" + code + "\"}");
    return decoder.decode("", facts.addTo(answer));
  }

  private static Response answerWith(Map<String, Collection<String>> headers) {
    return Answers.builder(500).headers(headers).build();
  }
}
