package io.github.wechatpayfeign.benchmarks.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A database works in processes that come and go; what they took must not get lost. */
class ProcessCpuTest {

  private static final String LOOP = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; ";

  /** The shell itself says what its children took that have ended. */
  @Test
  void countsChildrenThatEnded() throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", "(" + LOOP + "); times; read line").start();
    try (BufferedReader out = shell.inputReader()) {
      out.readLine();
      double ended =
          1000 * Arrays.stream(out.readLine().split(" ", -1)).mapToDouble(this::seconds).sum();

      assertThat(ended).isPositive();
      assertThat((double) ProcessCpu.millisWithChildren(shell.pid()))
          .isCloseTo(ended + ProcessCpu.millis(shell.pid()), within(30.0));
    } finally {
      shell.destroyForcibly();
    }
  }

  @Test
  void countsChildrenThatRun() throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "exec 3<&0; (" + LOOP + "echo; read line <&3) & wait")
            .start();
    try (BufferedReader out = shell.inputReader()) {
      out.readLine();

      assertThat(ProcessCpu.millisWithChildren(shell.pid()))
          .isGreaterThan(ProcessCpu.millis(shell.pid()) + 20);
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }

  private double seconds(String time) {
    String[] parts = time.split("m|s", -1);
    return 60 * Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
  }
}
