package io.github.wechatpayfeign.api;

import static io.github.wechatpayfeign.api.Script.error;
import static io.github.wechatpayfeign.api.Script.lost;
import static io.github.wechatpayfeign.api.Script.notSent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ParamErrorException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.SignErrorException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decisive close whose policy closes first: a close and a query for the usual order. */
class CloseFirstTest {

  private static final ClosePolicy POLICY = ClosePolicy.standard().closeFirst();

  private final Script script = new Script();

  @Test
  void takesTwoRequestsForAnOpenOrder() {
    script.accepts().shows("CLOSED");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.CLOSED);
    assertThat(script.log()).containsExactly("close", "query");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"SUCCESS, PAID", "REFUND, REFUNDED"})
  void findsAPaymentWhateverTheRefusalSays(String state, Kind kind) {
    script.refuses(error(400, "PARAM_ERROR")).shows(state);

    assertThat(script.decide(POLICY).kind()).isEqualTo(kind);
    assertThat(script.log()).containsExactly("close", "query");
  }

  @Test
  void knowsThatAnOrderWasClosedBeforeIfItsOwnCloseWasNotSent() {
    script.refuses(notSent()).shows("CLOSED");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.ALREADY_CLOSED);
    assertThat(script.log()).containsExactly("close", "pause 1", "query");
  }

  @Test
  void countsACloseWhoseAnswerWasLostAsSent() {
    script.refuses(lost()).shows("CLOSED");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.CLOSED);
    assertThat(script.log()).contains("close", "query");
  }

  @Test
  void closesAgainIfTheOrderIsStillOpen() {
    script.accepts().shows("NOTPAY").accepts().shows("CLOSED");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.CLOSED);
    assertThat(script.log()).containsExactly("close", "query", "pause 1", "close", "query");
  }

  @Test
  void sendsNoMoreClosesThanThePolicyAllows() {
    script.accepts().shows("NOTPAY");

    assertThat(script.decide(POLICY.withAttempts(1)))
        .isInstanceOfSatisfying(
            Unsettled.class, unsettled -> assertThat(unsettled.closeSent()).isTrue());
    assertThat(script.log()).containsExactly("close", "query");
  }

  @Test
  void waitsWhileTheUserIsPaying() {
    script.refuses(error(202, "USERPAYING")).shows("USERPAYING").shows("SUCCESS");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.PAID);
    assertThat(script.log()).containsExactly("close", "pause 5", "query", "pause 5", "query");
  }

  /** The answer that there is no such order is not signed, so one alone decides nothing. */
  @Test
  void looksTwiceBeforeItSaysThatThereIsNoOrder() {
    script.accepts().hides(error(404, "ORDER_NOT_EXIST")).hides(error(404, "ORDER_NOT_EXIST"));

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(script.log()).containsExactly("close", "query", "pause 1", "query");
  }

  @Test
  void believesASignedAnswerMoreThanOneThatThereIsNoOrder() {
    script.accepts().hides(error(404, "ORDER_NOT_EXIST")).shows("CLOSED");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.CLOSED);
    assertThat(script.log()).containsExactly("close", "query", "pause 1", "query");
  }

  @Test
  void throwsAMistakeThatTheQueryMakesToo() {
    script.refuses(error(401, "SIGN_ERROR")).hides(error(401, "SIGN_ERROR"));

    assertThatExceptionOfType(SignErrorException.class).isThrownBy(() -> script.decide(POLICY));
    assertThat(script.log()).containsExactly("close", "query");
  }

  @Test
  void isUnsettledIfTheDeadlineComesBeforeTheSecondLookAtAMissingOrder() {
    script.accepts().hides(error(404, "ORDER_NOT_EXIST"));

    assertThat(script.decide(POLICY.withDeadline(Duration.ofSeconds(1))))
        .isInstanceOfSatisfying(
            Unsettled.class,
            unsettled -> {
              assertThat(unsettled.closeSent()).isTrue();
              assertThat(unsettled.seen()).isNull();
              assertThat(unsettled.failure()).isNotNull();
            });
    assertThat(script.log()).containsExactly("close", "query");
  }

  @Test
  void closesAMissingOrderAgainIfTheFirstCloseDoesNotConfirmIt() {
    script
        .refuses(lost())
        .hides(error(404, "ORDER_NOT_EXIST"))
        .accepts()
        .hides(error(404, "ORDER_NOT_EXIST"));

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(script.log())
        .containsExactly("close", "query", "pause 1", "close", "pause 2", "query");
  }

  @Test
  void findsAnOrderThatIsPlacedAfterTheClose() {
    script.accepts().hides(error(404, "ORDER_NOT_EXIST")).shows("NOTPAY").accepts().shows("CLOSED");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.CLOSED);
    assertThat(script.log())
        .containsExactly("close", "query", "pause 1", "query", "close", "query");
  }

  @Test
  void believesNoAnswerThatFailsVerification() {
    script.refuses(unverified()).hides(unverified()).shows("SUCCESS");

    assertThat(script.decide(POLICY).kind()).isEqualTo(Kind.PAID);
    assertThat(script.log().stream().filter(step -> !step.startsWith("pause")))
        .containsExactly("close", "query", "query");
  }

  @Test
  void throwsTheRefusalOfTheCloseIfTheOrderIsOpen() {
    script.refuses(error(400, "PARAM_ERROR")).shows("NOTPAY");

    assertThatExceptionOfType(ParamErrorException.class).isThrownBy(() -> script.decide(POLICY));
    assertThat(script.log()).containsExactly("close", "query");
  }

  /** The exception may come from an error decoder of the application, after the close was sent. */
  @Test
  void countsACloseWithAForeignExceptionAsSent() {
    script.refuses(new IllegalStateException("closed")).hides(new IllegalStateException("closed"));

    assertThat(script.decide(POLICY))
        .isInstanceOfSatisfying(
            Unsettled.class, unsettled -> assertThat(unsettled.closeSent()).isTrue());
    assertThat(script.log()).containsExactly("close", "query");
  }

  @Test
  void sendsNothingOnAnInterruptedThread() {
    Thread.currentThread().interrupt();

    CloseDecision decision = script.decide(POLICY);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(decision)
        .isInstanceOfSatisfying(
            Unsettled.class, unsettled -> assertThat(unsettled.closeSent()).isFalse());
    assertThat(script.log()).isEmpty();
  }

  private static ResponseNotVerifiedException unverified() {
    return new ResponseNotVerifiedException(
        ResponseNotVerifiedException.Reason.WRONG_SIGNATURE,
        "m",
        200,
        new byte[0],
        Map.of(),
        CallFacts.FIRST_ATTEMPT);
  }
}
