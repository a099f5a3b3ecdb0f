package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges and defaults of a policy, and the longest pauses that it allows. */
class RetryPolicyTest {

  private static final Duration LONGEST = Duration.ofHours(1);

  @Test
  void makesThreeAttemptsByDefault() {
    assertThat(RetryPolicy.standard())
        .isEqualTo(
            new RetryPolicy(
                3, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), 500));
  }

  @Test
  void makesOneAttemptWhenItIsOff() {
    assertThat(RetryPolicy.off().maxAttempts()).isEqualTo(1);
  }

  @Test
  void changesNothingButTheAttempts() {
    RetryPolicy policy =
        new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), 4);

    assertThat(policy.withMaxAttempts(10))
        .isEqualTo(
            new RetryPolicy(
                10, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), 4));
    assertThat(policy.maxAttempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 11, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void refusesANumberOfAttemptsOutOfRange(int maxAttempts) {
    String message = "The maxAttempts of a retry policy must be 1 to 10, but is " + maxAttempts;

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RetryPolicy(maxAttempts, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.standard().withMaxAttempts(maxAttempts))
        .withMessage(message);
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({
    "PT-0.000000001S, PT5S, PT5S, 500, 'baseDelay of a retry policy must be 0 or more, but is PT-0.000000001S'",
    "PT2S, PT1.999999999S, PT5S, 500, 'maxDelay of a retry policy must be baseDelay to 1 hour, but is PT1.999999999S'",
    "PT0S, PT-1S, PT5S, 500, 'maxDelay of a retry policy must be baseDelay to 1 hour, but is PT-1S'",
    "PT0S, PT5S, PT-1S, 500, 'retryAfterLimit of a retry policy must be 0 to 1 hour, but is PT-1S'",
    "PT0S, PT1H0.000000001S, PT5S, 500, 'maxDelay of a retry policy must be baseDelay to 1 hour, but is PT1H0.000000001S'",
    "PT2H, PT2H, PT5S, 500, 'maxDelay of a retry policy must be baseDelay to 1 hour, but is PT2H'",
    "PT0S, PT5S, PT1H0.000000001S, 500, 'retryAfterLimit of a retry policy must be 0 to 1 hour, but is PT1H0.000000001S'",
    "PT0S, PT5S, PT5S, -1, 'budget of a retry policy must be 0 or more, but is -1'",
  })
  void refusesAValueOutOfRange(
      Duration baseDelay, Duration maxDelay, Duration retryAfterLimit, int budget, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(3, baseDelay, maxDelay, retryAfterLimit, budget))
        .withMessage("The " + message);
  }

  @Test
  void acceptsTheEndsOfTheRanges() {
    assertThatCode(
            () -> {
              var unused = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
              unused = new RetryPolicy(10, LONGEST, LONGEST, LONGEST, Integer.MAX_VALUE);
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "after attempt {0} at most {1} ms")
  @CsvSource({
    "1, 200",
    "2, 400",
    "3, 800",
    "4, 1600",
    "5, 3200",
    "6, 5000",
    "7, 5000",
    "8, 5000",
    "9, 5000",
    "10, 5000"
  })
  void doublesTheLongestPauseUpToTheCap(int attempts, long millis) {
    assertThat(RetryPolicy.standard().longestPause(attempts)).hasMillis(millis);
  }

  @ParameterizedTest(name = "after attempt {0} at most {1} ms")
  @CsvSource({
    "1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 32", "7, 64", "8, 128", "9, 256", "10, 512"
  })
  void doublesTheLongestPauseWithoutACap(int attempts, long millis) {
    RetryPolicy policy = new RetryPolicy(10, Duration.ofMillis(1), LONGEST, Duration.ZERO, 500);

    assertThat(policy.longestPause(attempts)).hasMillis(millis);
  }

  @Test
  void reachesTheCapExactly() {
    RetryPolicy policy =
        new RetryPolicy(10, Duration.ofMillis(200), Duration.ofMillis(800), Duration.ZERO, 500);

    assertThat(policy.longestPause(3)).hasMillis(800);
    assertThat(policy.longestPause(4)).hasMillis(800);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void pausesForAnHourAtMost(int attempts) {
    RetryPolicy policy = new RetryPolicy(10, LONGEST, LONGEST, LONGEST, 500);

    assertThat(policy.longestPause(attempts)).isEqualTo(LONGEST);
  }

  @Test
  void neverPausesWithoutADelay() {
    RetryPolicy policy = new RetryPolicy(10, Duration.ZERO, LONGEST, Duration.ZERO, 500);

    assertThat(policy.longestPause(1)).isZero();
    assertThat(policy.longestPause(10)).isZero();
  }
}
