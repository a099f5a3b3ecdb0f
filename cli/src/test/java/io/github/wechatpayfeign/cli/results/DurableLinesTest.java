package io.github.wechatpayfeign.cli.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The first failure to write or sync a line is final for all later lines. */
class DurableLinesTest {

  private static final byte[] LINE = "{}\n".getBytes(StandardCharsets.UTF_8);

  static boolean hasAFullDisk() {
    return Files.isWritable(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf("hasAFullDisk")
  void namesAFullDiskToEveryLineThatIsLost() throws IOException {
    try (FileOutputStream full = new FileOutputStream("/dev/full")) {
      DurableLines lines = new DurableLines(new OpenFile(full));

      assertThatThrownBy(() -> lines.append(LINE)).hasMessage("No space left on device");
      assertThatThrownBy(() -> lines.append(LINE)).hasMessage("No space left on device");
    }
  }

  @Test
  void takesAFailedSyncForFinalAlthoughALaterOneWouldSucceed() throws IOException {
    FailingDisk disk = new FailingDisk();
    DurableLines lines = new DurableLines(disk);
    lines.append(LINE);
    disk.syncFails = true;

    assertThatThrownBy(() -> lines.append(LINE)).hasMessage("the disk is gone");
    disk.syncFails = false;

    assertThatThrownBy(() -> lines.append(LINE)).hasMessage("the disk is gone");
    assertThat(disk.lines).as("nothing is written behind a line that may be lost").isEqualTo(2);
  }

  private record OpenFile(FileOutputStream out) implements DurableLines.Disk {
    @Override
    public void write(byte[] line) throws IOException {
      out.write(line);
    }

    @Override
    public void sync() throws IOException {
      out.getFD().sync();
    }
  }

  private static final class FailingDisk implements DurableLines.Disk {

    private int lines;
    private boolean syncFails;

    @Override
    public void write(byte[] line) {
      lines++;
    }

    @Override
    public void sync() throws IOException {
      if (syncFails) {
        throw new IOException("the disk is gone");
      }
    }
  }
}
