package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of any size is read only as far as it is needed. */
class StreamingTest {

  private static final int ORDERS = 50_000;
  private static final int ORDER_BYTES = "no 000001\n".length();
  private static final int READ_BUFFER = 8192;

  private final AtomicLong linesRead = new AtomicLong();
  private final AtomicLong linesWritten = new AtomicLong();
  private final AtomicLong widestLead = new AtomicLong();

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void readsNoFurtherAheadThanABuffer(int workers) {
    CliRun run =
        CliRun.to(
            new Lines(),
            new ProcessContext(
                new Producer(), Map.of(), () -> false, prompt -> null, Clock.systemUTC()),
            "close",
            "--simulator",
            "--file=-",
            "--parallel=" + workers);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(linesWritten).hasValue(ORDERS);
    assertThat(widestLead.get()).isLessThanOrEqualTo(READ_BUFFER / ORDER_BYTES + workers + 1);
  }

  private final class Producer extends InputStream {

    private byte[] line = new byte[0];
    private int position;

    @Override
    public int read() {
      if (position == line.length) {
        if (linesRead.get() == ORDERS) {
          return -1;
        }
        String number = String.format("no %06d\n", linesRead.incrementAndGet());
        line = number.getBytes(StandardCharsets.UTF_8);
        position = 0;
        widestLead.accumulateAndGet(linesRead.get() - linesWritten.get(), Math::max);
      }
      return line[position++];
    }

    /** Gives as much as is asked for, as a file does. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
      int count = 0;
      for (int next = read(); next >= 0; next = read()) {
        bytes[offset + count++] = (byte) next;
        if (count == length) {
          return count;
        }
      }
      return count == 0 ? -1 : count;
    }
  }

  private final class Lines extends Writer {

    @Override
    public void write(char[] text, int offset, int length) {
      assertThat(new String(text, offset, length))
          .startsWith("SIMULATED INVALID no ")
          .endsWith(": fix the request" + System.lineSeparator())
          .hasLineCount(1);
      linesWritten.incrementAndGet();
    }

    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {}
  }
}
