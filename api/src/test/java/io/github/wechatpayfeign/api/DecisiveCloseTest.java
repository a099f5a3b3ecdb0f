package io.github.wechatpayfeign.api;

import static io.github.wechatpayfeign.api.Script.ORDER;
import static io.github.wechatpayfeign.api.Script.error;
import static io.github.wechatpayfeign.api.Script.errorAfterDoubt;
import static io.github.wechatpayfeign.api.Script.lost;
import static io.github.wechatpayfeign.api.Script.notSent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.api.CloseDecision.AlreadyClosed;
import io.github.wechatpayfeign.api.CloseDecision.Closed;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.CloseDecision.NotFound;
import io.github.wechatpayfeign.api.CloseDecision.Paid;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flow of a decisive close, step by step: its queries, pauses, closes and decision. */
class DecisiveCloseTest {

  private final Script script = new Script();

  @Test
  void closesAnOpenOrderAndLooksAgain() {
    script.shows("NOTPAY").accepts().shows("CLOSED");

    CloseDecision decision = script.decide();

    assertThat(decision).isInstanceOf(Closed.class);
    assertThat(decision.kind()).isEqualTo(Kind.CLOSED);
    assertThat(decision.outTradeNo()).isEqualTo(ORDER);
    assertThat(script.log()).containsExactly("query", "close", "query");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "SUCCESS, PAID",
    "REFUND, REFUNDED",
    "CLOSED, ALREADY_CLOSED",
    "REVOKED, ALREADY_CLOSED"
  })
  void sendsNoCloseIfTheFirstLookDecides(String state, Kind kind) {
    CloseDecision decision = script.shows(state).decide();

    assertThat(decision.kind()).isEqualTo(kind);
    assertThat(script.log()).containsExactly("query");
  }

  @Test
  void doesNotTrustA204ThatTheNextLookContradicts() {
    script.shows("NOTPAY").accepts().shows("NOTPAY").accepts().shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log())
        .containsExactly("query", "close", "query", "pause 1", "close", "query");
  }

  @Test
  void isUnsettledWhenTheOrderStaysOpenAfterEvery204() {
    script.shows("NOTPAY").accepts().shows("NOTPAY").accepts().shows("NOTPAY");

    Unsettled unsettled = unsettled(ClosePolicy.standard().withAttempts(2));

    assertThat(unsettled.closeSent()).isTrue();
    assertThat(unsettled.failure()).isNull();
    assertThat(unsettled.seen()).isNotNull();
    assertThat(unsettled.askAgainAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "400, ORDER_PAID",
    "403, TRADE_ERROR",
    "400, INVALID_REQUEST",
    "400, PARAM_ERROR",
    "409, A_NEW_CODE"
  })
  void findsAPaymentBetweenQueryAndCloseWhateverTheRefusalSays(int status, String code) {
    script.shows("NOTPAY").refuses(error(status, code)).shows("SUCCESS");

    CloseDecision decision = script.decide();

    assertThat(decision).isInstanceOf(Paid.class);
    assertThat(((Paid) decision).transaction().tradeState()).isEqualTo(TradeState.SUCCESS);
    assertThat(script.log()).containsExactly("query", "close", "query");
  }

  @Test
  void looksAtOnceAfterALostAnswer() {
    script.shows("NOTPAY").refuses(lost()).shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log()).containsExactly("query", "close", "query");
  }

  @Test
  void doesNotTrustARefusalThatSaysOrderClosed() {
    script
        .shows("NOTPAY")
        .refuses(error(400, "ORDER_CLOSED"))
        .shows("NOTPAY")
        .refuses(error(400, "ORDER_CLOSED"))
        .shows("NOTPAY");

    Unsettled unsettled = unsettled(ClosePolicy.standard().withAttempts(2));

    assertThat(unsettled.closeSent()).isFalse();
    assertThat(cause(unsettled)).hasMessageContaining("ORDER_CLOSED");
  }

  @ParameterizedTest
  @CsvSource({"429, FREQUENCY_LIMITED", "500, SYSTEM_ERROR", "503, SERVICE_UNAVAILABLE"})
  void pausesBeforeTheNextLookIfTheGatewayIsOverloaded(int status, String code) {
    script.shows("NOTPAY").refuses(error(status, code)).shows("NOTPAY").accepts().shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log())
        .containsExactly("query", "close", "pause 1", "query", "close", "query");
  }

  @Test
  void waitsAsLongAsTheGatewayAsks() {
    script
        .shows("NOTPAY")
        .refuses(error(429, "FREQUENCY_LIMITED", Map.of("retry-after", List.of("30"))))
        .shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log()).containsExactly("query", "close", "pause 30", "query");
  }

  @Test
  void saysWhenToAskAgainIfTheGatewayAsksForMoreTimeThanIsLeft() {
    script.hides(error(429, "FREQUENCY_LIMITED", Map.of("Retry-After", List.of("90"))));

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(unsettled.askAgainAfter()).isEqualTo(Duration.ofSeconds(90));
    assertThat(unsettled.seen()).isNull();
    assertThat(unsettled.closeSent()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"USERPAYING", "A_NEW_STATE"})
  void leavesAnOrderAloneWhileTheUserIsPayingOrTheStateIsNotKnown(String state) {
    script.shows(state).shows(state).shows("SUCCESS");

    assertThat(script.decide()).isInstanceOf(Paid.class);
    assertThat(script.log()).containsExactly("query", "pause 5", "query", "pause 5", "query");
  }

  @Test
  void closesAnOrderAfterTheUserGaveUpPaying() {
    script.shows("USERPAYING").shows("NOTPAY").accepts().shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log()).containsExactly("query", "pause 5", "query", "close", "query");
  }

  @Test
  void doesNotWaitForTheUserBeyondTheDeadline() {
    script.shows("USERPAYING");

    Unsettled unsettled = unsettled(ClosePolicy.standard().withDeadline(Duration.ofSeconds(5)));

    assertThat(unsettled.askAgainAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(unsettled.seen()).isEqualTo(Script.transaction("USERPAYING"));
    assertThat(script.log()).containsExactly("query");
  }

  @Test
  void waitsIfTheAnswerToTheCloseIsUserPaying() {
    script.shows("NOTPAY").refuses(error(202, "USER_PAYING")).shows("SUCCESS");

    assertThat(script.decide()).isInstanceOf(Paid.class);
    assertThat(script.log()).containsExactly("query", "close", "pause 5", "query");
  }

  @Test
  void triesToCloseAnOrderWhosePaymentFailed() {
    script.shows("PAYERROR").accepts().shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
  }

  @Test
  void looksAgainAfterAFailedLookAndClosesNothingBefore() {
    script.hides(error(500, "SYSTEM_ERROR")).hides(notSent()).shows("NOTPAY").accepts();
    script.shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log())
        .containsExactly("query", "pause 1", "query", "pause 2", "query", "close", "query");
  }

  @Test
  void distinguishesAnOrderClosedBeforeFromOneThatItSawOpen() {
    script.hides(lost()).shows("CLOSED");
    assertThat(script.decide()).isInstanceOf(AlreadyClosed.class);

    Script other = new Script().shows("USERPAYING").shows("CLOSED");
    assertThat(other.decide()).isInstanceOf(Closed.class);
  }

  @Test
  void isUnsettledWhenNoLookSucceeds() {
    for (int i = 0; i < 6; i++) {
      script.hides(lost());
    }

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(unsettled.seen()).isNull();
    assertThat(unsettled.closeSent()).isFalse();
    assertThat(cause(unsettled)).hasMessageContaining("reset");
    assertThat(script.log()).filteredOn("query"::equals).hasSize(6);
  }

  @Test
  void decidesNotFoundOnlyIfTheCloseAndASecondLookAgree() {
    script.hides(error(404, "ORDER_NOT_EXIST")).accepts().hides(error(404, "ORDERNOTEXIST"));

    CloseDecision decision = script.decide();

    assertThat(decision).isInstanceOf(NotFound.class);
    assertThat(((NotFound) decision).answer().code()).isEqualTo("ORDERNOTEXIST");
    assertThat(script.log()).containsExactly("query", "close", "pause 1", "query");
  }

  @ParameterizedTest
  @CsvSource({"404, ORDER_NOT_EXIST", "400, ORDER_CLOSED"})
  void treatsOrderNotExistOrClosedOnCloseAsConfirmation(int status, String code) {
    script.hides(error(404, "ORDER_NOT_EXIST")).refuses(error(status, code));
    script.hides(error(404, "ORDER_NOT_EXIST"));

    assertThat(script.decide()).isInstanceOf(NotFound.class);
  }

  @Test
  void doesNotDecideNotFoundIfTheCloseContradictsIt() {
    script.hides(error(404, "ORDER_NOT_EXIST")).refuses(error(400, "ORDER_PAID"));
    script.hides(error(404, "ORDER_NOT_EXIST")).refuses(lost());
    script.hides(error(404, "ORDER_NOT_EXIST"));

    assertThat(unsettled(ClosePolicy.standard().withAttempts(2)).closeSent()).isTrue();
  }

  @Test
  void findsAnOrderThatAppearsAfterTheFirstLook() {
    script.hides(error(404, "ORDER_NOT_EXIST")).accepts().shows("NOTPAY").accepts().shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
  }

  @Test
  void trustsASignedAnswerMoreThanALater404() {
    script.shows("NOTPAY").accepts().hides(error(404, "ORDER_NOT_EXIST")).shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log()).containsExactly("query", "close", "query", "pause 1", "query");
  }

  @Test
  void doesNotTakeAnyOther404ForAMissingOrder() {
    script.hides(error(404, "NOT_OF_WECHAT_PAY")).hides(error(404, "NOT_OF_WECHAT_PAY"));

    assertThat(cause(unsettled(ClosePolicy.standard().withDeadline(Duration.ofSeconds(2)))))
        .hasMessageContaining("404");
  }

  @ParameterizedTest
  @CsvSource({
    "401, SIGN_ERROR",
    "400, PARAM_ERROR",
    "403, NO_AUTH",
    "400, MCH_NOT_EXISTS",
    "404, RESOURCE_NOT_EXISTS"
  })
  void throwsFailuresThatMustBeFixedFirst(int status, String code) {
    WechatPayException mistake = error(status, code);
    script.hides(mistake);

    assertThatThrownBy(script::decide).isSameAs(mistake);
    assertThat(script.log()).containsExactly("query");
  }

  @Test
  void throwsTheRefusalOfTheCloseIfTheOrderIsStillOpen() {
    WechatPayException mistake = error(403, "NO_AUTH");
    script.shows("NOTPAY").refuses(mistake).shows("NOTPAY");

    assertThatThrownBy(script::decide).isSameAs(mistake);
  }

  @Test
  void throwsTheRefusalOfTheCloseIfTheOrderIsStillMissing() {
    WechatPayException mistake = error(403, "NO_AUTH");
    script.hides(error(404, "ORDER_NOT_EXIST")).refuses(mistake);
    script.hides(error(404, "ORDER_NOT_EXIST"));

    assertThatThrownBy(script::decide).isSameAs(mistake);
  }

  @Test
  void returnsADecisionInsteadOfAMistakeOnceACloseMayHaveTakenEffect() {
    script.shows("NOTPAY").accepts().hides(error(401, "SIGN_ERROR"));

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(unsettled.closeSent()).isTrue();
    assertThat(unsettled.seen()).isEqualTo(Script.transaction("NOTPAY"));
    assertThat(cause(unsettled)).isInstanceOf(SignErrorException.class);
    assertThat(script.log()).containsExactly("query", "close", "query");
  }

  @Test
  void treatsARefusalAfterALostAttemptAsUnknown() {
    script.shows("NOTPAY").refuses(errorAfterDoubt(401, "SIGN_ERROR")).shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
  }

  @Test
  void throwsAForeignExceptionWhileNothingChanged() {
    script.hides(new IllegalStateException("circuit open"));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(script::decide)
        .withMessage("circuit open");
  }

  @Test
  void returnsADecisionInsteadOfAForeignExceptionOfAClose() {
    script.shows("NOTPAY").refuses(new IllegalStateException("circuit open")).shows("NOTPAY");

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(unsettled.closeSent()).isTrue();
    assertThat(cause(unsettled)).hasMessage("circuit open");
  }

  @Test
  void sendsNothingAfterTheDeadline() {
    script.shows("NOTPAY").acceptsAfter(Duration.ofSeconds(60));

    assertThat(unsettled(ClosePolicy.standard()).closeSent()).isTrue();
    assertThat(script.log()).containsExactly("query", "close");
  }

  @Test
  void endsIfInterruptedAndKeepsTheThreadInterrupted() {
    script.shows("NOTPAY").accepts().shows("NOTPAY").interruptsPause(1);

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(unsettled.closeSent()).isTrue();
    assertThat(script.log()).containsExactly("query", "close", "query");
  }

  @Test
  void sendsNothingOnAnInterruptedThread() {
    Thread.currentThread().interrupt();

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(unsettled.closeSent()).isFalse();
    assertThat(script.log()).isEmpty();
  }

  @Test
  void endsWhenAQueryIsInterrupted() {
    script.hides(new UndeclaredThrowableException(new InterruptedException()));

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(unsettled.closeSent()).isFalse();
  }

  @Test
  void endsInDoubtWhenACloseIsInterrupted() {
    script.shows("NOTPAY").refuses(new UndeclaredThrowableException(new InterruptedException()));

    Unsettled unsettled = unsettled(ClosePolicy.standard());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(unsettled.closeSent()).isTrue();
    assertThat(script.log()).containsExactly("query", "close");
  }

  @Test
  void sendsNothingForAnIllegalOrderNumber() {
    DecisiveClose close = new DecisiveClose(n -> script, ClosePolicy.standard(), script);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> close.close("short"))
        .withMessageContaining("6 to 32");
    assertThat(script.log()).isEmpty();
  }

  private Unsettled unsettled(ClosePolicy policy) {
    CloseDecision decision = script.decide(policy);
    assertThat(decision).isInstanceOf(Unsettled.class);
    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
    return (Unsettled) decision;
  }

  private static RuntimeException cause(Unsettled unsettled) {
    return Objects.requireNonNull(Objects.requireNonNull(unsettled.failure()).cause());
  }
}
