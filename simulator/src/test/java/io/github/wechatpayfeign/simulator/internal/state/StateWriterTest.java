package io.github.wechatpayfeign.simulator.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing a large file needs at most a tenth of the time. */
class StateWriterTest {

  @ParameterizedTest
  @CsvSource({"PT0S, PT0.5S", "PT0.05S, PT0.5S", "PT0.051S, PT0.51S", "PT6S, PT1M"})
  void waitsTenTimesAsLongAsWritingTook(Duration writing, Duration pause) {
    assertThat(StateWriter.pauseAfter(writing)).isEqualTo(pause);
  }
}
