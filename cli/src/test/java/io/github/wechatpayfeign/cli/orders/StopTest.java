package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.console.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stopped run says what it waits for, and then reports its end once. */
class StopTest {

  private final StringWriter err = new StringWriter();
  private final PrintWriter printer = new PrintWriter(err);
  private final Tally tally = new Tally(1);
  private final RunReport report = new RunReport("close", tally, 1, () -> 1, printer);

  private void stop() {
    new Stop(tally, Duration.ZERO, report, ProgressLine.hidden(printer)).run();
  }

  @Test
  void tellsWhatIsWaitedForAndThenTheEnd() {
    tally.begin();

    stop();

    assertThat(err.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).isEqualTo("Stopping; orders in progress, which end within 0 s: 1"),
            line -> assertThat(line).startsWith("close stopped: in progress 1 "));
  }

  @Test
  void tellsNothingAfterTheEnd() {
    tally.begin();
    report.end();
    String told = err.toString();

    stop();

    assertThat(err.toString()).isEqualTo(told).startsWith("close: in progress 1 ");
  }
}
