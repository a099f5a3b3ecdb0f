package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy checks the range of each value, and its pauses double without overflow. */
class ClosePolicyTest {

  private static final ClosePolicy STANDARD = ClosePolicy.standard();

  @Test
  void changesOnlyTheGivenValue() {
    assertThat(
            STANDARD
                .withDeadline(Duration.ofSeconds(9))
                .withAttempts(2)
                .withPauses(Duration.ZERO, Duration.ofSeconds(7)))
        .returns(Duration.ofSeconds(9), ClosePolicy::deadline)
        .returns(2, ClosePolicy::attempts)
        .returns(Duration.ZERO, ClosePolicy::pause)
        .returns(Duration.ofSeconds(7), ClosePolicy::payingPause)
        .returns(false, ClosePolicy::closesFirst)
        .isNotEqualTo(STANDARD);
    assertThat(STANDARD.closeFirst().withAttempts(4).withDeadline(STANDARD.deadline()))
        .isEqualTo(STANDARD.closeFirst())
        .hasSameHashCodeAs(STANDARD.closeFirst())
        .returns(true, ClosePolicy::closesFirst)
        .isNotEqualTo(STANDARD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000999S", "PT1H0.001S", "-PT1S"})
  void refusesADeadlineOutOfRange(Duration deadline) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withDeadline(deadline))
        .withMessage("The deadline of a close policy must be PT0.001S to PT1H, but is " + deadline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "PT1H"})
  void acceptsADeadlineAtTheEndsOfTheRange(Duration deadline) {
    assertThat(STANDARD.withDeadline(deadline).deadline()).isEqualTo(deadline);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 21})
  void refusesAttemptsOutOfRange(int attempts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withAttempts(attempts))
        .withMessage("The attempts of a close policy must be 1 to 20, but are " + attempts);
  }

  @ParameterizedTest
  @CsvSource({"-PT1S, PT0S, pause", "PT61S, PT0S, pause", "PT0S, -PT1S, payingPause"})
  void refusesPausesOutOfRange(Duration pause, Duration payingPause, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withPauses(pause, payingPause))
        .withMessageStartingWith("The " + name + " of a close policy must be PT0S to");
  }

  @Test
  void doublesThePauseUpToAMinute() {
    assertThat(STANDARD.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(STANDARD.pauseAfter(6)).isEqualTo(Duration.ofSeconds(32));
    assertThat(STANDARD.pauseAfter(7)).isEqualTo(Duration.ofSeconds(60));
    assertThat(STANDARD.pauseAfter(21)).isEqualTo(Duration.ofSeconds(60));
    assertThat(STANDARD.pauseAfter(100)).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({"PT1M, PT1M", "PT0.000000001S, PT1M", "PT0S, PT0S"})
  void doublesTheShortestAndTheLongestPauseWithoutOverflow(Duration pause, Duration last) {
    assertThat(STANDARD.withPauses(pause, Duration.ZERO).pauseAfter(3_600)).isEqualTo(last);
  }
}
