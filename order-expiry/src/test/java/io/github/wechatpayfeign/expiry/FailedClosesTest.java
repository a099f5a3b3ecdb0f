package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bucket4j.Bucket;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.expiry.FailedCloses.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose fault a failed close is, however the failure arrives. */
class FailedClosesTest {

  private static final String NO = "ORDER-1";

  private final Bucket bucket =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(100).refillGreedy(100, Duration.ofSeconds(1)))
          .build();
  private final MerchantPause merchant = new MerchantPause();
  private final AtomicInteger pauses = new AtomicInteger();
  private final FailedCloses closes =
      new FailedCloses(
          new FleetPause(new RequestLimit(bucket, 100, 2), System::nanoTime),
          merchant,
          pauses::incrementAndGet);

  /** The ways in which a failure comes from a close. */
  enum Way {
    THROWN(failure -> null),
    WRAPPED(failure -> null),
    DECIDED(failure -> unsettled(CloseFailure.of(failure))),
    WRAPPED_IN_DECISION(
        failure -> unsettled(CloseFailure.of(new IllegalStateException("mine", failure)))),
    READ_FROM_JSON(failure -> fromJson(unsettled(CloseFailure.of(failure))));

    @SuppressWarnings("ImmutableEnumChecker") // A function without a state.
    private final Function<RuntimeException, @Nullable CloseDecision> decision;

    Way(Function<RuntimeException, @Nullable CloseDecision> decision) {
      this.decision = decision;
    }

    Verdict judge(FailedCloses closes, RuntimeException failure) {
      return switch (this) {
        case THROWN -> closes.judge(NO, failure);
        case WRAPPED -> closes.judge(NO, new CompletionException(failure));
        default -> closes.judge(decision.apply(failure));
      };
    }
  }

  private static CloseDecision unsettled(@Nullable CloseFailure failure) {
    return new CloseDecision.Unsettled(NO, null, failure, false, Duration.ZERO);
  }

  private static CloseDecision fromJson(CloseDecision decision) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      return mapper.readValue(mapper.writeValueAsString(decision), CloseDecision.class);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static CloseDecision notFound() {
    return new CloseDecision.NotFound(NO, CloseFailure.of(Failures.answered(404, "NOT_EXIST")));
  }

  private void limitOthers() {
    closes.limited("ORDER-2");
    closes.limited("ORDER-3");
  }

  private boolean fleetStandsStill() {
    return bucket.getAvailableTokens() < 0;
  }

  @ParameterizedTest
  @EnumSource
  void blamesTheMerchantForAWrongKey(Way way) {
    assertThat(way.judge(closes, Failures.answered(401, "SIGN_ERROR"))).isEqualTo(Verdict.MERCHANT);

    assertThat(merchant.outTradeNo()).contains(NO);
    assertThat(merchant.reason().orElseThrow()).contains("SIGN_ERROR");
    assertThat(pauses).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void blamesTheMerchantIfACircuitBreakerIsOpen(Way way) {
    assertThat(way.judge(closes, Failures.heldBack())).isEqualTo(Verdict.MERCHANT);

    assertThat(merchant.reason().orElseThrow()).contains("circuit breaker is open");
  }

  /** A probe is judged during a pause: the same failure does not end it. */
  @ParameterizedTest
  @EnumSource
  void goesOnBlamingTheMerchantDuringItsPause(Way way) {
    assertThat(merchant.begin("a wrong key", "ORDER-0")).isTrue();

    assertThat(way.judge(closes, Failures.heldBack())).isEqualTo(Verdict.MERCHANT);
    assertThat(way.judge(closes, Failures.answered(403, "NO_AUTH"))).isEqualTo(Verdict.MERCHANT);
    assertThat(way.judge(closes, Failures.answered(400, "PARAM_ERROR")))
        .isEqualTo(Verdict.MERCHANT);

    assertThat(merchant.outTradeNo()).contains("ORDER-0");
    assertThat(pauses).as("a pause that has begun already").hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "THROWN, 429, FREQUENCY_LIMITED",
    "WRAPPED, 429, FREQUENCY_LIMITED",
    "DECIDED, 429, FREQUENCY_LIMITED",
    "WRAPPED_IN_DECISION, 429, FREQUENCY_LIMITED",
    "READ_FROM_JSON, 429, FREQUENCY_LIMITED",
    "THROWN, 403, RULE_LIMIT",
    "DECIDED, 403, RULE_LIMIT",
    "READ_FROM_JSON, 403, RULE_LIMIT",
    "THROWN, 429, RATELIMIT_EXCEEDED",
    "THROWN, 429, RATE_LIMITED",
    "READ_FROM_JSON, 429, FREQUENCY_LIMIT_EXCEED"
  })
  void countsALimitForTheFleetAndBlamesNobody(Way way, int status, String code) {
    limitOthers();
    assertThat(fleetStandsStill()).isFalse();

    assertThat(way.judge(closes, Failures.answered(status, code))).isEqualTo(Verdict.NEITHER);

    assertThat(fleetStandsStill()).isTrue();
    assertThat(merchant.isOn()).isFalse();
  }

  @Test
  void countsALimitDuringAPauseOfTheMerchantToo() {
    assertThat(merchant.begin("a wrong key", "ORDER-0")).isTrue();
    limitOthers();

    assertThat(closes.judge(unsettled(CloseFailure.of(Failures.answered(429, "RATE_LIMITED")))))
        .isEqualTo(Verdict.NEITHER);

    assertThat(fleetStandsStill()).isTrue();
  }

  @Test
  void blamesTheMerchantForTheFifthMistakeInARow() {
    for (int i = 1; i < 5; i++) {
      assertThat(closes.judge(NO, Failures.answered(400, "PARAM_ERROR"))).isEqualTo(Verdict.ORDER);
    }

    assertThat(closes.judge(NO, Failures.answered(400, "PARAM_ERROR"))).isEqualTo(Verdict.MERCHANT);
    assertThat(merchant.isOn()).isTrue();
  }

  @Test
  void countsMistakesAnewAfterADecision() {
    for (int i = 1; i < 5; i++) {
      assertThat(closes.judge(NO, Failures.answered(400, "PARAM_ERROR"))).isEqualTo(Verdict.ORDER);
    }

    assertThat(closes.judge(notFound())).isEqualTo(Verdict.NEITHER);

    assertThat(closes.judge(NO, Failures.answered(400, "PARAM_ERROR"))).isEqualTo(Verdict.ORDER);
  }

  @Test
  void blamesAnOrderWhoseNumberIsWrong() {
    assertThat(closes.judge(NO, new IllegalArgumentException("no number")))
        .isEqualTo(Verdict.ORDER);
  }

  @Test
  void blamesNobodyForWhatItDoesNotKnow() {
    assertThat(closes.judge(NO, new IllegalStateException("something"))).isEqualTo(Verdict.NEITHER);
    assertThat(closes.judge(NO, Failures.answered(500, "SYSTEM_ERROR"))).isEqualTo(Verdict.NEITHER);
    assertThat(closes.judge(unsettled(null))).isEqualTo(Verdict.NEITHER);
  }

  @Test
  void endsThoughCausesGoRoundInACircle() {
    RuntimeException one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("other", one));

    assertThat(closes.judge(NO, one)).isEqualTo(Verdict.NEITHER);
  }
}
