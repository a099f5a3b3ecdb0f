package io.github.wechatpayfeign.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** A finding is one safe line, with its fix and, on a terminal, with a coloured status. */
class DoctorReportTest {

  private static final Finding FINDING =
      new Finding("tcp", "a.b", FindingStatus.FAILURE, "refused\n\u001b[2J", "open it", 7L);

  @Test
  void writesALineWithItsFixAndWithoutControlCharacters() {
    assertThat(written(Ansi.OFF))
        .isEqualTo("failure tcp a.b: refused??[2J (7 ms); fix: open it" + System.lineSeparator());
  }

  @Test
  void coloursTheStatusAloneWhereColoursAreShown() {
    assertThat(written(Ansi.ON)).startsWith("\u001b[1m").contains(" tcp a.b: refused??[2J (7 ms)");
  }

  private static String written(Ansi ansi) {
    StringWriter out = new StringWriter();
    new DoctorReport(new PrintWriter(out), ansi, false).accept(FINDING);
    return out.toString();
  }
}
