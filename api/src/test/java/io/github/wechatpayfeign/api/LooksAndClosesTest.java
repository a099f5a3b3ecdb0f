package io.github.wechatpayfeign.api;

import static io.github.wechatpayfeign.api.Script.error;
import static io.github.wechatpayfeign.api.Script.lost;
import static io.github.wechatpayfeign.api.Script.notSent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The policy limits the number of closes, and only the deadline limits the looks. Each row is a
 * script: the answers to the queries, the answers to the closes, the decision, and the steps.
 */
class LooksAndClosesTest {

  private final Script script = new Script();

  @ParameterizedTest(name = "{2} attempts: {0}; {1}")
  @CsvSource({
    // Waiting for a user uses up no close.
    "PAYING PAYING PAYING PAYING NOTPAY CLOSED, 204, 4, CLOSED, Q 5 Q 5 Q 5 Q 5 Q C Q",
    "PAYING PAYING NOTPAY CLOSED, 204, 1, CLOSED, Q 5 Q 5 Q C Q",
    "NOTPAY PAYING PAYING PAYING SUCCESS, 202, 1, PAID, Q C 5 Q 5 Q 5 Q 5 Q",
    "NOTPAY PAYING PAYING NOTPAY CLOSED, 202 204, 2, CLOSED, Q C 5 Q 5 Q 5 Q C Q",
    "NEW_STATE NEW_STATE NOTPAY CLOSED, 204, 1, CLOSED, Q 5 Q 5 Q C Q",
    // A lost query uses up no close.
    "LOST NOTPAY CLOSED, 204, 1, CLOSED, Q 1 Q C Q",
    "LOST LOST LOST LOST LOST NOTPAY CLOSED, 204, 1, CLOSED, Q 1 Q 2 Q 4 Q 8 Q 16 Q C Q",
    "BUSY NOT_SENT NO_KEY NOTPAY CLOSED, 204, 1, CLOSED, Q 1 Q 2 Q 4 Q C Q",
    "NOTPAY LOST CLOSED, 204, 1, CLOSED, Q C Q 1 Q",
    "NOTPAY LOST LOST LOST CLOSED, LOST, 1, CLOSED, Q C Q 1 Q 2 Q 4 Q",
    "NOTPAY 404 CLOSED, 204, 1, CLOSED, Q C Q 1 Q",
    // The pause starts again from its first value if something else came between.
    "LOST LOST PAYING LOST NOTPAY CLOSED, 204, 1, CLOSED, Q 1 Q 2 Q 5 Q 1 Q C Q",
    "LOST LOST NOTPAY LOST CLOSED, 204, 1, CLOSED, Q 1 Q 2 Q C Q 1 Q",
    // Closes are counted, whatever their result is.
    "NOTPAY NOTPAY, 204, 1, UNSETTLED, Q C Q",
    "NOTPAY NOTPAY, LOST, 1, UNSETTLED, Q C Q",
    "NOTPAY NOTPAY NOTPAY, 204 204, 2, UNSETTLED, Q C Q 1 C Q",
    "NOTPAY NOTPAY NOTPAY NOTPAY, 204 LOST 204, 3, UNSETTLED, Q C Q 1 C Q 2 C Q",
    "NOTPAY PAYING NOTPAY, 204, 1, UNSETTLED, Q C Q 5 Q",
    "NOTPAY LOST NOTPAY CLOSED, 204 204, 2, CLOSED, Q C Q 1 Q C Q",
    // After a close that agrees, a missing order is looked up again.
    "404 404, 204, 1, NOT_FOUND, Q C 1 Q",
    "404 404, 404, 1, NOT_FOUND, Q C 1 Q",
    "404 LOST 404, 204, 1, NOT_FOUND, Q C 1 Q 1 Q",
    "LOST 404 404, 204, 1, NOT_FOUND, Q 1 Q C 1 Q",
    "404 404, LOST, 1, UNSETTLED, Q C 1 Q",
    // A refusal is not the caller's mistake if a paying user explains it.
    "NOTPAY PAYING NOTPAY CLOSED, 400 204, 2, CLOSED, Q C Q 5 Q C Q",
    "NOTPAY LOST PAYING SUCCESS, 400, 1, PAID, Q C Q 1 Q 5 Q"
  })
  void followsTheScript(String queries, String closes, int attempts, Kind kind, String steps) {
    answer(queries, closes);

    CloseDecision decision = script.decide(ClosePolicy.standard().withAttempts(attempts));

    assertThat(decision.kind()).isEqualTo(kind);
    assertThat(script.log()).containsExactlyElementsOf(spelledOut(steps));
  }

  @ParameterizedTest(name = "{0} within {1}: {2}")
  @CsvSource({
    "PAYING PAYING PAYING PAYING PAYING PAYING PAYING PAYING PAYING PAYING PAYING PAYING, 60, 12",
    "PAYING PAYING, 5.001, 2",
    "PAYING, 5, 1",
    "LOST LOST LOST LOST LOST LOST, 60, 6",
    "LOST LOST LOST LOST LOST LOST, 31.001, 6",
    "LOST LOST LOST LOST LOST, 31, 5",
    "BUSY BUSY, 3, 2",
    "NO_KEY NO_KEY NO_KEY, 3.001, 3"
  })
  void looksAsLongAsTheDeadlineAllows(String queries, double seconds, int looks) {
    answer(queries, "");

    CloseDecision decision =
        script.decide(
            ClosePolicy.standard()
                .withAttempts(1)
                .withDeadline(Duration.ofMillis(Math.round(seconds * 1000))));

    assertThat(decision).isInstanceOf(Unsettled.class);
    assertThat(((Unsettled) decision).closeSent()).isFalse();
    assertThat(((Unsettled) decision).askAgainAfter()).isPositive();
    assertThat(script.log()).filteredOn("query"::equals).hasSize(looks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAYING", "LOST", "NEW_STATE", "NO_KEY"})
  void keepsAMinimumDistanceBetweenLooks(String view) {
    Script endless = new Script();
    for (int i = 0; i < 200; i++) {
      answer(endless, view);
    }

    CloseDecision decision =
        endless.decide(ClosePolicy.standard().withPauses(Duration.ZERO, Duration.ZERO));

    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
    assertThat(endless.queriesMade()).isBetween(60L, 75L);
  }

  @ParameterizedTest
  @CsvSource({"PT1H, PT1M", "PT1H, PT0.000000001S", "PT1H, PT0S"})
  void countsLooksWithoutOverflowToTheEndOfTheLongestDeadline(Duration deadline, Duration pause) {
    Script endless = new Script();
    for (int i = 0; i < 5_000; i++) {
      answer(endless, "LOST");
    }

    CloseDecision decision =
        endless.decide(
            ClosePolicy.standard().withDeadline(deadline).withPauses(pause, Duration.ZERO));

    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
    assertThat(endless.queriesMade()).isBetween(50L, 3_700L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISE", "IAE"})
  void throwsALocalMistakeBeforeACloseWasSent(String mistake) {
    answer("LOST " + mistake, "");

    assertThatThrownBy(script::decide).hasMessage("of this process");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISE", "IAE", "SIGN_ERROR", "NO_AUTH"})
  void returnsADecisionOnceACloseMayHaveTakenEffect(String mistake) {
    answer("NOTPAY " + mistake, "LOST");

    CloseDecision decision = script.decide();

    assertThat(decision).isInstanceOf(Unsettled.class);
    assertThat(((Unsettled) decision).closeSent()).isTrue();
    assertThat(((Unsettled) decision).failure()).isNotNull();
  }

  private void answer(String queries, String closes) {
    for (String query : queries.split(" ", -1)) {
      answer(script, query);
    }
    for (String close : closes.isEmpty() ? List.<String>of() : List.of(closes.split(" ", -1))) {
      switch (close) {
        case "204" -> script.accepts();
        case "202" -> script.refuses(error(202, "USER_PAYING"));
        case "400" -> script.refuses(error(400, "INVALID_REQUEST"));
        case "404" -> script.refuses(error(404, "ORDER_NOT_EXIST"));
        default -> script.refuses(lost());
      }
    }
  }

  private static void answer(Script script, String query) {
    switch (query) {
      case "PAYING" -> script.shows("USERPAYING");
      case "LOST" -> script.hides(lost());
      case "NOT_SENT" -> script.hides(notSent());
      case "NO_KEY" -> script.hides(noKeyYet());
      case "BUSY" -> script.hides(error(429, "FREQUENCY_LIMITED"));
      case "SIGN_ERROR" -> script.hides(error(401, "SIGN_ERROR"));
      case "NO_AUTH" -> script.hides(error(403, "NO_AUTH"));
      case "404" -> script.hides(error(404, "ORDER_NOT_EXIST"));
      case "ISE" -> script.hides(new IllegalStateException("of this process"));
      case "IAE" -> script.hides(new IllegalArgumentException("of this process"));
      default -> script.shows(query);
    }
  }

  /** The first download of certificates was slower than the deadline of the call. */
  private static WechatPayException noKeyYet() {
    return new NoVerificationKeyException(lost(), CallFacts.FIRST_ATTEMPT);
  }

  private static List<String> spelledOut(String steps) {
    return List.of(steps.split(" ", -1)).stream()
        .map(step -> step.equals("Q") ? "query" : step.equals("C") ? "close" : "pause " + step)
        .toList();
  }
}
