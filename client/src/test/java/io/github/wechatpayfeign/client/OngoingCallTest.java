package io.github.wechatpayfeign.client;

import static io.github.wechatpayfeign.client.FailedAttempts.answered;
import static io.github.wechatpayfeign.client.FailedAttempts.answeredWithRetryAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call makes another attempt, how long it pauses before that, and when it ends. */
class OngoingCallTest {

  /** 2 April 2019, 12:34:20 GMT. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_554_208_460), ZoneOffset.UTC);

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private final IOException lost = new IOException("lost");

  private RetryPolicy policy = RetryPolicy.standard();
  private RetryBudget budget = new RetryBudget(500);
  private long now = 1_000;
  private double random = 0.5;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void givesUpAfterTheLastAttempt(int maxAttempts) {
    policy = policy.withMaxAttempts(maxAttempts);
    OngoingCall call = reentrant();

    for (int attempt = 1; attempt < maxAttempts; attempt++) {
      assertThat(call.pauseAfter(answered(500, FailedAttempts.next(call))))
          .as("%s", attempt)
          .isNotNull();
    }

    assertThat(call.pauseAfter(answered(500, FailedAttempts.next(call)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 429, 500, 502, 503, 504, 599})
  void pausesAfterAnAnswerThatMayBeBetterNextTime(int status) {
    OngoingCall call = reentrant();

    assertThat(call.pauseAfter(answered(status, FailedAttempts.next(call)))).hasMillis(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 405, 418})
  void endsAfterAnAnswerThatStaysTheSame(int status) {
    OngoingCall call = reentrant();

    assertThat(call.pauseAfter(answered(status, FailedAttempts.next(call)))).isNull();
    assertThat(budget.tokens()).isEqualTo(500);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "500, BANK_ERROR, true",
    "500, OPENID_MISMATCH, false",
    "202, USER_PAYING, true",
    "429, FREQUENCY_LIMITED, true",
    "403, RULE_LIMIT, false"
  })
  void goesByTheCodeOfTheAnswer(int status, String code, boolean again) {
    OngoingCall call = reentrant();

    Duration pause = call.pauseAfter(answered(status, code, Map.of(), FailedAttempts.next(call)));

    assertThat(pause != null).isEqualTo(again);
  }

  @Test
  void pausesAfterTheNetworkFailed() {
    OngoingCall call = reentrant();

    assertThat(call.pauseAfter(TransportException.beforeSending(lost, FailedAttempts.next(call))))
        .hasMillis(100);
    assertThat(call.pauseAfter(TransportException.afterSending(lost, FailedAttempts.next(call))))
        .hasMillis(200);
  }

  @ParameterizedTest
  @EnumSource
  void retriesUnverifiedAnswersByReason(Reason reason) {
    OngoingCall call = reentrant();
    WechatPayException failure = notVerified(reason, FailedAttempts.next(call));

    assertThat(call.pauseAfter(failure) != null).isEqualTo(failure.retryable());
  }

  @Test
  void neverRepeatsWhatIsNotReentrant() {
    for (WechatPayException failure : anyRetryable()) {
      OngoingCall call = new OngoingCall(rules(), false, CallObservers.NOBODY, now, false);
      CallFacts unused = FailedAttempts.next(call);

      assertThat(failure.retryable()).isTrue();
      assertThat(call.pauseAfter(failure)).isNull();
    }
    assertThat(budget.tokens()).isEqualTo(500);
  }

  @ParameterizedTest(name = "random {0} after attempt {1}: {2} ns")
  @CsvSource({
    "0, 1, 0",
    "0, 2, 0",
    "0.5, 1, 100000000",
    "0.5, 2, 200000000",
    "0.5, 3, 400000000",
    "0.999, 1, 199800000",
    "0.999, 2, 399600000",
    "0.999, 6, 4995000000",
    "0.999, 9, 4995000000",
  })
  void pausesForARandomPartOfTheLongestPause(double part, int attempts, long nanos) {
    policy = policy.withMaxAttempts(10);
    random = part;
    OngoingCall call = reentrant();
    for (int attempt = 1; attempt < attempts; attempt++) {
      Duration unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    }

    assertThat(call.pauseAfter(answered(500, FailedAttempts.next(call)))).hasNanos(nanos);
  }

  @ParameterizedTest(name = "Retry-After {0}: {1}")
  @CsvSource({
    "0, PT0.1S",
    "1, PT1S",
    "5, PT5S",
    "'Tue, 02 Apr 2019 12:34:22 GMT', PT2S",
    "'Tue, 02 Apr 2019 12:34:25 GMT', PT5S",
    "'Tue, 02 Apr 2019 12:34:00 GMT', PT0.1S",
    "soon, PT0.1S",
  })
  void pausesForAsLongAsTheAnswerAsks(String retryAfter, Duration pause) {
    OngoingCall call = reentrant();

    assertThat(call.pauseAfter(answeredWithRetryAfter(retryAfter, FailedAttempts.next(call))))
        .isEqualTo(pause);
  }

  @Test
  void neverPausesForLessThanJitterMakes() {
    policy =
        new RetryPolicy(3, Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(5), 5);
    OngoingCall call = reentrant();

    assertThat(call.pauseAfter(answeredWithRetryAfter("1", FailedAttempts.next(call))))
        .hasSeconds(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "3600", "999999999", "Tue, 02 Apr 2019 12:34:26 GMT"})
  void endsWhereTheAnswerAsksForMoreThanTheLimit(String retryAfter) {
    OngoingCall call = reentrant();

    assertThat(call.pauseAfter(answeredWithRetryAfter(retryAfter, FailedAttempts.next(call))))
        .isNull();
    assertThat(budget.tokens()).isEqualTo(500);
  }

  @Test
  void waitsForNoRetryAfterAtALimitOfZero() {
    policy = new RetryPolicy(3, Duration.ZERO, Duration.ZERO, Duration.ZERO, 500);
    OngoingCall call = reentrant();

    assertThat(call.pauseAfter(answeredWithRetryAfter("0", FailedAttempts.next(call)))).isZero();
    assertThat(call.pauseAfter(answeredWithRetryAfter("1", FailedAttempts.next(call)))).isNull();
  }

  @ParameterizedTest(name = "a pause of 100 ms with {0} ns left: {1}")
  @CsvSource({"100000001, true", "100000000, false", "99999999, false", "0, false", "-1, false"})
  void endsWhereThePauseWouldOutlastTheDeadline(long left, boolean again) {
    OngoingCall call = reentrant();
    CallFacts facts = FailedAttempts.next(call);
    now += DEADLINE.toNanos() - left;

    assertThat(call.remaining()).hasNanos(left);
    assertThat(call.pauseAfter(answered(500, facts)) != null).isEqualTo(again);
    assertThat(budget.tokens()).isEqualTo(again ? 495 : 500);
  }

  @ParameterizedTest(name = "Retry-After: 5 with {0} ns left: {1}")
  @CsvSource({"5000000001, true", "5000000000, false", "4999999999, false"})
  void endsWhereARetryAfterWouldOutlastTheDeadline(long left, boolean again) {
    OngoingCall call = reentrant();
    CallFacts facts = FailedAttempts.next(call);
    now += DEADLINE.toNanos() - left;

    assertThat(call.pauseAfter(answeredWithRetryAfter("5", facts)) != null).isEqualTo(again);
  }

  @Test
  void endsAtTheDeadlineEvenWithoutAPause() {
    random = 0;
    OngoingCall call = reentrant();
    CallFacts facts = FailedAttempts.next(call);
    now += DEADLINE.toNanos();

    assertThat(call.pauseAfter(answered(500, facts))).isNull();
  }

  @Test
  void countsTheDeadlineOverTheEndOfTheNanoseconds() {
    now = Long.MAX_VALUE - 10;
    OngoingCall call = reentrant();
    now += Duration.ofSeconds(15).toNanos();

    assertThat(now).isNegative();
    assertThat(call.remaining()).hasSeconds(5);
  }

  @Test
  void endsWhereTheBudgetIsExhausted() {
    budget = new RetryBudget(9);
    OngoingCall first = reentrant();
    OngoingCall second = reentrant();

    assertThat(first.pauseAfter(answered(500, FailedAttempts.next(first)))).isNotNull();
    assertThat(second.pauseAfter(answered(500, FailedAttempts.next(second)))).isNull();
    assertThat(first.pauseAfter(answered(500, FailedAttempts.next(first)))).isNull();
    assertThat(budget.tokens()).isEqualTo(4);
  }

  @Test
  void takesNothingFromTheBudgetForTheLastFailure() {
    policy = policy.withMaxAttempts(2);
    OngoingCall call = reentrant();

    Duration first = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    Duration last = call.pauseAfter(answered(500, FailedAttempts.next(call)));

    assertThat(first).isNotNull();
    assertThat(last).isNull();
    assertThat(budget.tokens()).isEqualTo(495);
  }

  @Test
  void givesBackToTheBudgetWhatItsSuccessIsWorth() {
    budget = new RetryBudget(20);
    OngoingCall call = reentrant();
    Duration unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    assertThat(budget.tokens()).isEqualTo(10);
    CallFacts third = FailedAttempts.next(call);

    call.succeeded();

    assertThat(third.attempts()).isEqualTo(3);
    assertThat(budget.tokens()).as("a success of a repeated attempt").isEqualTo(15);

    OngoingCall next = reentrant();
    CallFacts only = FailedAttempts.next(next);
    next.succeeded();

    assertThat(only.attempts()).isEqualTo(1);
    assertThat(budget.tokens()).as("a success at the first attempt").isEqualTo(16);
  }

  @Test
  void givesTheTokensOfAnAttemptBackThatACallerGaveUp() {
    budget = new RetryBudget(20);
    OngoingCall call = reentrant();
    Duration unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    assertThat(budget.tokens()).isEqualTo(10);

    assertThat(call.cancel()).isTrue();
    assertThat(call.cancel()).isFalse();

    assertThat(budget.tokens()).as("only of the attempt that did not end").isEqualTo(15);
  }

  @Test
  void givesNothingBackForAFirstAttemptThatACallerGaveUp() {
    budget = new RetryBudget(20);
    assertThat(budget.take()).isTrue();
    OngoingCall call = reentrant();
    assertThat(FailedAttempts.next(call)).isNotNull();

    assertThat(call.cancel()).isTrue();

    assertThat(budget.tokens()).isEqualTo(15);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsNoAnswerThatComesAfterTheCallerGaveUp(boolean success) {
    budget = new RetryBudget(20);
    OngoingCall call = reentrant();
    assertThat(call.pauseAfter(answered(500, FailedAttempts.next(call)))).isNotNull();
    CallFacts repeated = FailedAttempts.next(call);

    assertThat(call.cancel()).isTrue();
    if (success) {
      call.succeeded();
    } else {
      assertThat(call.pauseAfter(answered(500, repeated))).isNull();
    }

    assertThat(budget.tokens()).isEqualTo(20);
  }

  @Test
  void startsWithTheFactsOfAFirstAttempt() {
    assertThat(FailedAttempts.next(reentrant())).isEqualTo(CallFacts.FIRST_ATTEMPT);
  }

  @Test
  void remembersNoUnknownAttemptWhereAllWereRefused() {
    OngoingCall call = reentrant();

    Duration unused = call.pauseAfter(answered(429, FailedAttempts.next(call)));
    CallFacts second = FailedAttempts.next(call);
    unused = call.pauseAfter(TransportException.beforeSending(lost, second));

    assertThat(second).isEqualTo(new CallFacts(2, false));
    assertThat(FailedAttempts.next(call)).isEqualTo(new CallFacts(3, false));
  }

  @Test
  void remembersAnUnknownAttemptToTheEnd() {
    policy = policy.withMaxAttempts(10);
    OngoingCall call = reentrant();

    Duration unused = call.pauseAfter(answered(429, FailedAttempts.next(call)));
    unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    CallFacts third = FailedAttempts.next(call);
    unused = call.pauseAfter(answered(429, third));
    CallFacts fourth = FailedAttempts.next(call);
    unused = call.pauseAfter(TransportException.beforeSending(lost, fourth));

    assertThat(third).isEqualTo(new CallFacts(3, true));
    assertThat(fourth).isEqualTo(new CallFacts(4, true));
    assertThat(FailedAttempts.next(call)).isEqualTo(new CallFacts(5, true));
  }

  @Test
  void remembersAnUnknownAttemptEvenWhereALaterFailureDoesNotSpeakOfIt() {
    OngoingCall call = reentrant();

    Duration unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));
    CallFacts second = FailedAttempts.next(call);
    unused = call.pauseAfter(answered(429, CallFacts.FIRST_ATTEMPT));

    assertThat(second).isEqualTo(new CallFacts(2, true));
    assertThat(FailedAttempts.next(call)).isEqualTo(new CallFacts(3, true));
  }

  @Test
  void remembersEveryKindOfUnknownAttempt() {
    for (WechatPayException failure : anyRetryable()) {
      OngoingCall call = reentrant();
      CallFacts unused = FailedAttempts.next(call);

      assertThat(call.pauseAfter(failure)).isNotNull();
      assertThat(FailedAttempts.next(call).earlierUnknown())
          .as("%s", failure)
          .isEqualTo(failure.outcome() == Outcome.UNKNOWN);
    }
  }

  @Test
  void sharesNothingButTheBudgetBetweenCalls() {
    OngoingCall call = reentrant();
    Duration unused = call.pauseAfter(answered(500, FailedAttempts.next(call)));

    assertThat(FailedAttempts.next(reentrant())).isEqualTo(CallFacts.FIRST_ATTEMPT);
    assertThat(budget.tokens()).isEqualTo(495);
  }

  private List<WechatPayException> anyRetryable() {
    CallFacts facts = CallFacts.FIRST_ATTEMPT;
    return List.of(
        answered(202, facts),
        answered(429, facts),
        answered(500, facts),
        answered(503, facts),
        TransportException.beforeSending(lost, facts),
        TransportException.afterSending(lost, facts),
        notVerified(Reason.SIGNTEST_PROBE, facts));
  }

  private static WechatPayException notVerified(Reason reason, CallFacts facts) {
    return new ResponseNotVerifiedException(reason, "m", 204, new byte[0], Map.of(), facts);
  }

  private OngoingCall reentrant() {
    return new OngoingCall(rules(), true, CallObservers.NOBODY, now, false);
  }

  private CallRules rules() {
    return new CallRules(policy, budget, DEADLINE, CLOCK, () -> now, () -> random);
  }
}
