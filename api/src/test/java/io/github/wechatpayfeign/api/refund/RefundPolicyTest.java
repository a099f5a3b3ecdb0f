package io.github.wechatpayfeign.api.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy checks the range of each value. */
class RefundPolicyTest {

  private static final RefundPolicy STANDARD = RefundPolicy.standard();

  @Test
  void changesOnlyTheGivenValue() {
    assertThat(
            STANDARD
                .withDeadline(Duration.ofSeconds(9))
                .withAttempts(2)
                .withPause(Duration.ofSeconds(3)))
        .isEqualTo(new RefundPolicy(Duration.ofSeconds(9), 2, Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000999S", "PT1H0.001S", "-PT1S"})
  void refusesADeadlineOutOfRange(Duration deadline) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withDeadline(deadline))
        .withMessage(
            "The deadline of a refund policy must be PT0.001S to PT1H, but is " + deadline);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 21})
  void refusesAttemptsOutOfRange(int attempts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withAttempts(attempts))
        .withMessage("The attempts of a refund policy must be 1 to 20, but are " + attempts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "PT61S"})
  void refusesAPauseOutOfRange(Duration pause) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withPause(pause))
        .withMessage("The pause of a refund policy must be PT0S to PT1M, but is " + pause);
  }

  @Test
  void doublesItsPauseUpToOneMinute() {
    assertThat(STANDARD.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(STANDARD.pauseAfter(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(STANDARD.withPause(Duration.ofNanos(1)).pauseAfter(100))
        .isEqualTo(Duration.ofMinutes(1));
  }
}
