package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;

/**
 * Writes each finding as a line at once, because a check can take seconds, and keeps the result.
 */
final class DoctorReport implements Consumer<Finding> {

  /** As wide as the longest status and a space, so that all messages begin in one column. */
  private static final String ALIGNMENT = " ".repeat("failure ".length());

  private final PrintWriter out;
  private final Ansi ansi;
  private final boolean json;
  private int exitCode = ExitCode.DONE;

  DoctorReport(PrintWriter out, Ansi ansi, boolean json) {
    this.out = out;
    this.ansi = ansi;
    this.json = json;
  }

  @Override
  public void accept(Finding finding) {
    out.println(json ? JsonFormat.write(finding) : line(finding));
    out.flush();
    if (finding.status() == FindingStatus.FAILURE) {
      exitCode = ExitCode.DECIDED_OTHERWISE;
    }
  }

  private String line(Finding finding) {
    String status = finding.status().toString();
    String word = ansi.string("@|" + finding.status().style() + " " + status + "|@");
    String line =
        finding.check()
            + (finding.subject() == null ? "" : " " + finding.subject())
            + ": "
            + finding.message()
            + (finding.millis() == null ? "" : " (" + finding.millis() + " ms)")
            + (finding.fix() == null ? "" : Words.of("; fix: {0}", finding.fix()));
    return word + ALIGNMENT.substring(status.length()) + OneLine.of(line);
  }

  /** Returns 1 if anything failed, and 0 otherwise. */
  int exitCode() {
    return exitCode;
  }
}
