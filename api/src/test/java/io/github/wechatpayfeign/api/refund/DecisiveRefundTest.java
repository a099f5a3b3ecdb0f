package io.github.wechatpayfeign.api.refund;

import static io.github.wechatpayfeign.api.refund.RefundScript.NUMBER;
import static io.github.wechatpayfeign.api.refund.RefundScript.ORDER;
import static io.github.wechatpayfeign.api.refund.RefundScript.REQUEST;
import static io.github.wechatpayfeign.api.refund.RefundScript.error;
import static io.github.wechatpayfeign.api.refund.RefundScript.errorAfterDoubt;
import static io.github.wechatpayfeign.api.refund.RefundScript.lost;
import static io.github.wechatpayfeign.api.refund.RefundScript.notSent;
import static io.github.wechatpayfeign.api.refund.RefundScript.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.api.refund.RefundDecision.Kind;
import io.github.wechatpayfeign.api.refund.RefundDecision.Refunded;
import io.github.wechatpayfeign.api.refund.RefundDecision.Refused;
import io.github.wechatpayfeign.api.refund.RefundDecision.Unsettled;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import java.io.InterruptedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flow of a decisive refund, step by step: its applications, pauses, queries and decision. */
class DecisiveRefundTest {

  private final RefundScript script = new RefundScript();

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "SUCCESS, REFUNDED",
    "PROCESSING, PROCESSING",
    "ABNORMAL, ABNORMAL",
    "CLOSED, CLOSED"
  })
  void sendsOneRequestIfItsAnswerDecides(String status, Kind kind) {
    RefundDecision decision = script.accepts(status).decide();

    assertThat(decision.kind()).isEqualTo(kind);
    assertThat(decision.outRefundNo()).isEqualTo(NUMBER);
    assertThat(script.log()).containsExactly("apply");
    assertThat(script.sent()).containsExactly(REQUEST);
  }

  @Test
  void looksAtOnceAfterALostAnswer() {
    script.refuses(lost()).shows("SUCCESS");

    assertThat(script.decide()).isEqualTo(new Refunded(NUMBER, refund("SUCCESS")));
    assertThat(script.log()).containsExactly("apply", "query");
  }

  @Test
  void appliesAgainWithTheIdenticalRequestIfTheRefundIsNotKnown() {
    script.refuses(lost()).knowsNothing().accepts("PROCESSING");

    assertThat(script.decide().kind()).isEqualTo(Kind.PROCESSING);
    assertThat(script.log()).containsExactly("apply", "query", "pause 1", "apply");
    assertThat(script.sent()).containsExactly(REQUEST, REQUEST);
  }

  @ParameterizedTest
  @CsvSource({"500, SYSTEM_ERROR", "502, SERVICE_UNAVAILABLE", "503, SERVICE_UNAVAILABLE"})
  void looksAfterAPauseIfTheGatewayFailed(int status, String code) {
    script.refuses(error(status, code)).shows("SUCCESS");

    assertThat(script.decide().kind()).isEqualTo(Kind.REFUNDED);
    assertThat(script.log()).containsExactly("apply", "pause 1", "query");
  }

  @ParameterizedTest
  @CsvSource({
    "403, NOT_ENOUGH",
    "403, USER_ACCOUNT_ABNORMAL",
    "403, NO_AUTH",
    "400, INVALID_REQUEST",
    "400, PARAM_ERROR",
    "404, RESOURCE_NOT_EXISTS",
    "409, A_NEW_CODE"
  })
  void isRefusedOnlyAfterAQueryFoundNothing(int status, String code) {
    script.refuses(error(status, code)).knowsNothing();

    RefundDecision decision = script.decide();

    assertThat(decision).isInstanceOf(Refused.class);
    assertThat(((Refused) decision).failure().code()).isEqualTo(code);
    assertThat(script.log()).containsExactly("apply", "query");
  }

  @Test
  void findsTheRefundOfAnEarlierCallWhateverTheRefusalSays() {
    script.refuses(error(400, "INVALID_REQUEST")).shows("SUCCESS");

    assertThat(script.decide().kind()).isEqualTo(Kind.REFUNDED);
    assertThat(script.log()).containsExactly("apply", "query");
  }

  @Test
  void isUnsettledIfARefusalComesAfterAnApplicationThatMayStillArrive() {
    script.refuses(lost()).knowsNothing().refuses(error(403, "NOT_ENOUGH")).knowsNothing();

    Unsettled unsettled = unsettled();

    assertThat(unsettled.applySent()).isTrue();
    assertThat(unsettled.askAgainAfter()).isEqualTo(Duration.ofMinutes(5));
    assertThat(cause(unsettled)).hasMessageContaining("NOT_ENOUGH");
    assertThat(script.log()).containsExactly("apply", "query", "pause 1", "apply", "query");
  }

  @Test
  void isUnsettledIfTheClientRepeatedALostApplicationAndWasRefused() {
    script.refuses(errorAfterDoubt(403, "NOT_ENOUGH")).knowsNothing();

    Unsettled unsettled = unsettled(RefundPolicy.standard().withAttempts(1));

    assertThat(unsettled.applySent()).isTrue();
  }

  @Test
  void appliesLaterIfTheRateIsTooHigh() {
    script.refuses(error(429, "FREQUENCY_LIMITED")).accepts("SUCCESS");

    assertThat(script.decide().kind()).isEqualTo(Kind.REFUNDED);
    assertThat(script.log()).containsExactly("apply", "pause 1", "apply");
  }

  @Test
  void asksToWaitAMinuteIfTheRateStaysTooHigh() {
    for (int i = 0; i < 4; i++) {
      script.refuses(error(429, "FREQUENCY_LIMITED"));
    }

    Unsettled unsettled = unsettled();

    assertThat(unsettled.applySent()).isFalse();
    assertThat(unsettled.askAgainAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(script.log())
        .containsExactly("apply", "pause 1", "apply", "pause 2", "apply", "pause 4", "apply");
  }

  @Test
  void looksBeforeItAppliesAgainIfAnEarlierApplicationMayHaveTakenEffect() {
    script
        .refuses(lost())
        .knowsNothing()
        .refuses(error(429, "FREQUENCY_LIMITED"))
        .shows("PROCESSING");

    assertThat(script.decide().kind()).isEqualTo(Kind.PROCESSING);
    assertThat(script.log())
        .containsExactly("apply", "query", "pause 1", "apply", "pause 2", "query");
  }

  @Test
  void waitsAsLongAsTheGatewayAsks() {
    script
        .refuses(error(429, "FREQUENCY_LIMITED", Map.of("retry-after", List.of("30"))))
        .accepts("SUCCESS");

    assertThat(script.decide().kind()).isEqualTo(Kind.REFUNDED);
    assertThat(script.log()).containsExactly("apply", "pause 30", "apply");
  }

  @Test
  void doesNotWaitBeyondTheDeadline() {
    script.refuses(error(429, "FREQUENCY_LIMITED", Map.of("retry-after", List.of("90"))));

    assertThat(unsettled().askAgainAfter()).isEqualTo(Duration.ofSeconds(90));
    assertThat(script.log()).containsExactly("apply");
  }

  @Test
  void appliesAgainIfNothingWasSent() {
    script.refuses(notSent()).accepts("SUCCESS");

    assertThat(script.decide().kind()).isEqualTo(Kind.REFUNDED);
    assertThat(script.log()).containsExactly("apply", "pause 1", "apply");
  }

  @Test
  void looksAgainIfALookFails() {
    script
        .refuses(lost())
        .hides(error(500, "SYSTEM_ERROR"))
        .hides(lost())
        .hides(error(403, "A_NEW_CODE"))
        .shows("SUCCESS");

    assertThat(script.decide().kind()).isEqualTo(Kind.REFUNDED);
    assertThat(script.log())
        .containsExactly(
            "apply", "query", "pause 1", "query", "pause 2", "query", "pause 4", "query");
  }

  @Test
  void doesNotTakeAnother404ForAnAnswerAboutTheRefund() {
    script.refuses(error(403, "NOT_ENOUGH"));
    for (int i = 0; i < 6; i++) {
      script.hides(error(404, "NO_ROUTE"));
    }

    assertThat(unsettled().applySent()).isFalse();
    assertThat(script.log()).filteredOn("query"::equals).hasSize(6);
  }

  @ParameterizedTest(name = "refund {0} of {1}")
  @CsvSource({"200, 1000", "100, 2000", "1000, 100"})
  void neverBelievesOtherAmounts(long refund, long total) {
    script.accepts(refund("SUCCESS", ORDER, refund, total));

    assertThatExceptionOfType(RefundNumberUsedException.class)
        .isThrownBy(script::decide)
        .withMessageStartingWith("The out_refund_no REFUND-1 belongs to another refund: its amount")
        .satisfies(e -> assertThat(e.refund().status()).isEqualTo(RefundStatus.SUCCESS));
  }

  @Test
  void saysSoIfALookFindsARefundOfAnotherOrderUnderTheNumber() {
    script
        .refuses(error(400, "INVALID_REQUEST"))
        .shows(refund("SUCCESS", "ORDER-20261123-2", 100L, 1000L));

    assertThatExceptionOfType(RefundNumberUsedException.class)
        .isThrownBy(script::decide)
        .withMessageContaining(
            "its out_trade_no is ORDER-20261123-2, but ORDER-20261123-1 was asked for");
  }

  @Test
  void neverBelievesAnAnswerWithoutAmounts() {
    script.accepts(refund("SUCCESS", ORDER, null, 1000L)).shows("PROCESSING");

    assertThat(script.decide().kind()).isEqualTo(Kind.PROCESSING);
    assertThat(script.log()).containsExactly("apply", "query");
  }

  @Test
  void neverBelievesAnAnswerWithoutAnOrder() {
    script.accepts(refund("SUCCESS", null, 100L, 1000L)).shows("PROCESSING");

    assertThat(script.decide().kind()).isEqualTo(Kind.PROCESSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A_NEW_STATUS", "success", ""})
  void isUnsettledWithWhatItSawIfItDoesNotKnowTheStatus(String status) {
    script.accepts(status);
    for (int i = 0; i < 6; i++) {
      script.shows(status);
    }

    Unsettled unsettled = unsettled();

    assertThat(unsettled.seen()).isEqualTo(refund(status));
    assertThat(unsettled.applySent()).isTrue();
    assertThat(script.log()).filteredOn("query"::equals).hasSize(6);
  }

  @Test
  void throwsAMistakeOfTheCaller() {
    script.refuses(error(401, "SIGN_ERROR"));

    assertThatExceptionOfType(SignErrorException.class).isThrownBy(script::decide);
    assertThat(script.log()).containsExactly("apply");
  }

  @Test
  void throwsAMistakeThatOnlyTheLookShows() {
    script.refuses(error(403, "NO_AUTH")).hides(error(401, "SIGN_ERROR"));

    assertThatExceptionOfType(SignErrorException.class).isThrownBy(script::decide);
  }

  @Test
  void doesNotHideAnApplicationBehindAMistake() {
    script.refuses(lost()).hides(error(401, "SIGN_ERROR"));

    Unsettled unsettled = unsettled();

    assertThat(unsettled.applySent()).isTrue();
    assertThat(cause(unsettled)).isInstanceOf(SignErrorException.class);
  }

  @Test
  void takesAForeignExceptionForAnApplicationThatWasSent() {
    script.refuses(new UndeclaredThrowableException(new Exception("?"))).knowsNothing();

    Unsettled unsettled = unsettled();

    assertThat(unsettled.applySent()).isTrue();
    assertThat(script.log()).containsExactly("apply", "query");
  }

  @Test
  void appliesNoMoreThanThePolicyAllows() {
    script.refuses(lost()).knowsNothing().refuses(lost()).knowsNothing();

    Unsettled unsettled = unsettled(RefundPolicy.standard().withAttempts(2));

    assertThat(unsettled.applySent()).isTrue();
    assertThat(unsettled.askAgainAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(script.log()).containsExactly("apply", "query", "pause 1", "apply", "query");
  }

  @Test
  void endsEarlyIfItIsInterrupted() {
    script.refuses(lost()).knowsNothing().interruptsPause(1);

    assertThat(unsettled().applySent()).isTrue();
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
  }

  @Test
  void endsEarlyIfACallIsInterrupted() {
    script.refuses(
        TransportException.afterSending(
            new InterruptedIOException("interrupted"), CallFacts.FIRST_ATTEMPT));
    Thread.currentThread().interrupt();

    RefundDecision decision = script.decide();

    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
  }

  @Test
  void namesTheSubMerchantInEachRequest() {
    script.refuses(lost()).shows("SUCCESS");

    RefundDecision decision =
        script
            .refunds(RefundPolicy.standard())
            .ofSubMerchant("1900000222")
            .refundDecisively(REQUEST);

    assertThat(decision.kind()).isEqualTo(Kind.REFUNDED);
    assertThat(script.sent()).extracting(RefundRequest::subMchid).containsExactly("1900000222");
    assertThat(script.log()).containsExactly("apply", "query of 1900000222");
  }

  @Test
  void refusesARequestOfAnotherSubMerchant() {
    Refunds refunds = script.refunds(RefundPolicy.standard()).ofSubMerchant("1900000222");
    RefundRequest other =
        RefundRequest.ofOrder(ORDER)
            .outRefundNo(NUMBER)
            .refund(1)
            .total(1)
            .subMchid("1900000333")
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> refunds.refundDecisively(other))
        .withMessage(
            "The refund REFUND-1 names the sub-merchant 1900000333, but these are refunds of"
                + " 1900000222");
    assertThat(script.log()).isEmpty();
  }

  @Test
  void checksANumberBeforeItQueries() {
    assertThatThrownBy(() -> script.refunds(RefundPolicy.standard()).query("R 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The out_refund_no must be 1 to 64 of the characters 0-9 A-Z a-z _ - | * @, but is"
                + " \"R 1\"; nothing was sent");
  }

  private Unsettled unsettled() {
    return unsettled(RefundPolicy.standard());
  }

  private Unsettled unsettled(RefundPolicy policy) {
    RefundDecision decision = script.decide(policy);
    assertThat(decision).isInstanceOf(Unsettled.class);
    return (Unsettled) decision;
  }

  private static @Nullable RuntimeException cause(Unsettled unsettled) {
    return Objects.requireNonNull(unsettled.failure()).cause();
  }
}
