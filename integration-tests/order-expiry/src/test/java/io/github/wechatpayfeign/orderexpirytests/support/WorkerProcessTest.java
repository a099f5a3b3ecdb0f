package io.github.wechatpayfeign.orderexpirytests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void killsAProcessThatCannotSayGoodbye() {
    try (WorkerProcess worker = WorkerProcess.start(CountingWorker.class)) {
      worker.awaitLine("1", LIMIT);

      worker.kill();

      assertThat(worker.isAlive()).isFalse();
      // 128 + SIGKILL.
      assertThat(worker.awaitExit(LIMIT)).isEqualTo(137);
      assertThat(worker.lines()).doesNotContain("goodbye");
    }
  }

  @Test
  void asksAProcessToEnd() {
    try (WorkerProcess worker = WorkerProcess.start(CountingWorker.class)) {
      worker.awaitLine("1", LIMIT);

      worker.terminate();

      assertThat(worker.awaitExit(LIMIT)).isEqualTo(143);
      assertThat(worker.lines()).endsWith("goodbye");
    }
  }

  @Test
  void letsAProcessStandStillAndGoOn() {
    try (WorkerProcess worker = WorkerProcess.start(CountingWorker.class)) {
      worker.awaitLine("1", LIMIT);

      worker.stop();
      // A line that was printed before may still come.
      int before = worker.linesAfter(Duration.ofMillis(200));
      int during = worker.linesAfter(Duration.ofMillis(500));
      worker.go();

      assertThat(worker.isAlive()).isTrue();
      assertThat(during).isEqualTo(before);
      worker.awaitLine(Integer.toString(before + 10), LIMIT);
    }
  }

  @Test
  void killsAProcessThatStandsStill() {
    try (WorkerProcess worker = WorkerProcess.start(CountingWorker.class)) {
      worker.awaitLine("1", LIMIT);
      worker.stop();

      worker.kill();

      assertThat(worker.isAlive()).isFalse();
    }
  }

  @Test
  void endsWhenItsParentEnds() {
    try (WorkerProcess worker = WorkerProcess.start(CountingWorker.class)) {
      worker.awaitLine("1", LIMIT);

      worker.abandon();

      assertThat(worker.awaitExit(LIMIT)).isEqualTo(ParentWatch.ORPHANED);
      assertThat(worker.lines()).doesNotContain("goodbye");
    }
  }

  @Test
  void tellsWhatTheProcessPrintedWhenALineIsMissing() {
    try (WorkerProcess worker = WorkerProcess.start(List.of("-Dodd=yes"), CountingWorker.class)) {
      worker.awaitLine("1", LIMIT);

      assertThatThrownBy(() -> worker.awaitLine("no such line", Duration.ofMillis(100)))
          .hasMessageContaining("PT0.1S (CountingWorker, process " + worker.pid() + "): [1")
          .hasMessageContaining("errors: [odd=yes]");
    }
  }

  @Test
  void waitsForNoLineOfAProcessThatHasEnded() {
    try (WorkerProcess worker = WorkerProcess.start(CountingWorker.class)) {
      worker.awaitLine("1", LIMIT);
      worker.kill();

      assertThatThrownBy(() -> worker.awaitLine("no such line", Duration.ofDays(1)))
          .isInstanceOf(AssertionError.class);
    }
  }
}
