package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranges of a policy, and when an order is tried again. */
class ExpiryPolicyTest {

  private static final ExpiryPolicy STANDARD = ExpiryPolicy.standard();

  private static ExpiryPolicy with(String name, Duration value) {
    return switch (name) {
      case "grace" -> STANDARD.withGrace(value);
      case "deadline" -> STANDARD.withDeadline(value);
      case "heartbeat" -> STANDARD.withHeartbeat(value);
      case "probe interval" -> STANDARD.withProbeInterval(value);
      case "delay after NOT_FOUND" -> STANDARD.withNotFoundDelay(value);
      case "first delay" -> STANDARD.withDelays(value, Duration.ofHours(1));
      case "longest delay" -> STANDARD.withDelays(Duration.ofSeconds(2), value);
      default -> throw new AssertionError(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "grace, PT0S, PT1H",
    "deadline, PT0.1S, PT1M",
    "heartbeat, PT0.1S, PT1M",
    "probe interval, PT0.1S, PT1H",
    "delay after NOT_FOUND, PT0.001S, PT1H",
    "first delay, PT0.001S, PT1H",
    "longest delay, PT2S, PT1H"
  })
  void takesEachDurationInItsRange(String name, Duration min, Duration max) {
    assertThat(with(name, min)).isNotNull();
    assertThat(with(name, max)).isNotNull();
    for (Duration outside : List.of(min.minusNanos(1), max.plusNanos(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(name, outside))
          .withMessage(
              "The "
                  + name
                  + " of an expiry policy must be "
                  + min
                  + " to "
                  + max
                  + ", but is "
                  + outside);
    }
  }

  @Test
  void takesOneToAThousandHandlerAttempts() {
    assertThat(STANDARD.withHandlerAttempts(1).handlerAttempts()).isEqualTo(1);
    assertThat(STANDARD.withHandlerAttempts(1000).handlerAttempts()).isEqualTo(1000);
    for (int outside : new int[] {0, 1001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> STANDARD.withHandlerAttempts(outside))
          .withMessage(
              "The handler attempts of an expiry policy must be 1 to 1000, but are " + outside);
    }
  }

  @Test
  void keepsTheOtherValuesInACopy() {
    ExpiryPolicy all =
        STANDARD
            .withGrace(Duration.ofSeconds(1))
            .withDeadline(Duration.ofSeconds(2))
            .withHeartbeat(Duration.ofSeconds(3))
            .withProbeInterval(Duration.ofSeconds(4))
            .withNotFoundDelay(Duration.ofSeconds(5))
            .withDelays(Duration.ofSeconds(6), Duration.ofSeconds(7))
            .withHandlerAttempts(8)
            .parkingNotFound();
    List<Function<ExpiryPolicy, Object>> values =
        List.of(
            ExpiryPolicy::grace,
            ExpiryPolicy::deadline,
            ExpiryPolicy::heartbeat,
            ExpiryPolicy::probeInterval,
            ExpiryPolicy::notFoundDelay,
            policy -> policy.delayAfter(1),
            policy -> policy.delayAfter(2),
            ExpiryPolicy::handlerAttempts);

    for (int i = 0; i < 7; i++) {
      assertThat(values.get(i).apply(all)).isEqualTo(Duration.ofSeconds(i + 1L));
    }
    assertThat(values.get(7).apply(all)).isEqualTo(8);
    assertThat(all.settlesNotFound()).isFalse();
    assertThat(STANDARD.settlesNotFound()).isTrue();
  }

  @Test
  void isPatientByDefault() {
    assertThat(STANDARD.grace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(STANDARD.deadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(STANDARD.heartbeat()).isEqualTo(Duration.ofSeconds(5));
    assertThat(STANDARD.probeInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(STANDARD.notFoundDelay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(STANDARD.handlerAttempts()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "6, 160", "7, 300", "8, 300", "1000000, 300"})
  void doublesADelayUntilTheLongest(int tries, int seconds) {
    assertThat(STANDARD.delayAfter(tries)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
