package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of order numbers is read as people and editors write it, and at any size. */
class OrderFileTest {

  @Test
  void closesTheOrdersOfTheArgumentsAndThenThoseOfTheFile(@TempDir Path folder) throws IOException {
    Path orders = Files.writeString(folder.resolve("orders.txt"), "ORDER-2\nORDER-3\n");

    CliRun run =
        CliRun.of(Map.of(), "close", "--simulator", "--file", orders.toString(), "ORDER-1");

    assertThat(run.lines())
        .extracting(line -> line.split(" ", 4)[2])
        .containsExactly("ORDER-1", "ORDER-2", "ORDER-3");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void toleratesAByteOrderMarkAndCarriageReturnsAndSpacesAndBlankLines() {
    CliRun run =
        CliRun.withInput(
            "\uFEFFORDER-1\r\n\r\n\n  \t\n ORDER-2 \r\nORDER-3",
            Map.of(),
            "close",
            "--simulator",
            "--file",
            "-");

    assertThat(run.lines())
        .extracting(line -> line.split(" ", 4)[2])
        .containsExactly("ORDER-1", "ORDER-2", "ORDER-3");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void cutsALineThatIsTooLongAndGoesOn() {
    String tooLong = "A".repeat(5_000_000);

    CliRun run =
        CliRun.withInput(
            tooLong + "\nORDER-2\n", Map.of(), "close", "--simulator", "--json", "--file=-");

    String quote = "A".repeat(60) + "...";
    assertThat(run.objects().get(0).path("out_trade_no").textValue()).isEqualTo(quote);
    assertThat(run.objects().get(0).path("outcome").textValue()).isEqualTo("INVALID");
    assertThat(run.objects().get(0).path("message").textValue()).contains(quote);
    assertThat(run.objects().get(1).path("outcome").textValue()).isEqualTo("CLOSED");
    assertThat(run.objects()).hasSize(2);
  }

  @Test
  void takesALineOfExactlyTheLimitWhole() {
    String limit = "A".repeat(1024);

    CliRun run =
        CliRun.withInput(
            limit + "\n" + limit + "A\n", Map.of(), "close", "--simulator", "--json", "--file=-");

    assertThat(run.objects())
        .extracting(object -> object.path("out_trade_no").textValue())
        .containsExactly(limit, "A".repeat(60) + "...");
  }

  @Test
  void cutsALineOfLongCharacters() {
    CliRun run =
        CliRun.withInput("单".repeat(1000), Map.of(), "close", "--simulator", "--json", "--file=-");

    assertThat(run.objects())
        .extracting(object -> object.path("out_trade_no").textValue())
        .containsExactly("单".repeat(60) + "...");
  }

  @Test
  void closesNothingWhenTheFileIsEmpty() {
    CliRun run = CliRun.of(Map.of(), "close", "--simulator", "--file=-");

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("The standard input contains no order number");
    assertThat(run.summary()).isEqualTo("close: no orders; 0 requests");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void tellsThatTheRestWasNotClosedWhenReadingBreaksOff() {
    InputStream start = new ByteArrayInputStream("ORDER-1\n".getBytes(StandardCharsets.UTF_8));
    InputStream breaksOff = new SequenceInputStream(start, new BrokenDisk());

    CliRun run =
        CliRun.in(
            new ProcessContext(breaksOff, Map.of(), () -> false, prompt -> null, Clock.systemUTC()),
            "close",
            "--simulator",
            "--file=-",
            "--parallel=4");

    assertThat(run.out()).startsWith("SIMULATED CLOSED ORDER-1 ").hasLineCount(1);
    assertThat(run.err())
        .startsWith("The standard input cannot be read: disk on fire" + System.lineSeparator());
    assertThat(run.summary()).isEqualTo("close stopped: CLOSED 1, the rest not begun; 1 request");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private static final class BrokenDisk extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("disk on fire");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
