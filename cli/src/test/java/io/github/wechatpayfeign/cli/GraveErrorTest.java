package io.github.wechatpayfeign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What no handler of exceptions sees is told in one sentence, too. */
class GraveErrorTest {

  @Test
  void tellsAWantOfMemoryInOneSentence() {
    CliRun run = run(new OutOfMemory(), () -> false, "close", "--simulator", "--file=-");

    assertThat(run.err().lines().toList())
        .contains("The memory is full (Java heap space): give more with java -Xmx");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void tellsAnErrorOfTheMainThreadInOneSentence() {
    CliRun run =
        run(
            InputStream.nullInputStream(),
            () -> {
              throw new NoClassDefFoundError("a/Part");
            },
            "close",
            "--simulator",
            "ORDER-1",
            "ORDER-2");

    assertThat(run.err().lines().toList())
        .containsExactly("This program failed unexpectedly (a/Part); --verbose shows where");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void showsWhereAFailureComesFromWhenAskedTo() {
    CliRun grave =
        run(new OutOfMemory(), () -> false, "close", "--simulator", "--file=-", "--verbose");
    CliRun wrongUsage = CliRun.of(Map.of(), "--verbose", "close", "ORDER-1");

    assertThat(grave.err()).contains("\tat " + OutOfMemory.class.getName() + ".read(");
    assertThat(wrongUsage.err()).startsWith("Missing: --mchid").contains("\tat ");
    assertThat(wrongUsage.exitCode()).isEqualTo(2);
  }

  private static CliRun run(InputStream input, BooleanSupplier terminal, String... arguments) {
    return CliRun.in(
        new ProcessContext(input, Map.of(), terminal, prompt -> null, Clock.systemUTC()),
        arguments);
  }

  private static final class OutOfMemory extends InputStream {
    @Override
    public int read() {
      throw new OutOfMemoryError("Java heap space");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return read();
    }
  }
}
