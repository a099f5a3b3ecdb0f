package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.Map;

/** Shows whether a call costs the same with many threads, many merchants and many calls. */
final class Growth {

  private static final int[] THREADS = {1, 8, 64, 512};
  private static final int ROUNDS = 3;

  private final Processes processes;
  private final int millis;
  private final int calls;

  Growth(Processes processes, int millis, int calls) {
    this.processes = processes;
    this.millis = millis;
    this.calls = calls;
  }

  void run(Path folder) throws Exception {
    Report report = new Report("What a close costs as its surroundings grow");
    Processes.Line ours = processes.contender("ours");
    ours.ask("once");
    ours.ask("run " + 3 * millis + " 1");
    ours.ask("run " + millis + " 512");
    threads(report, ours);
    merchants(report, ours);
    calls(report);
    report.writeTo(folder.resolve("growth.txt"));
  }

  private void threads(Report report, Processes.Line ours) throws Exception {
    report.line("%-22s %9s %12s %9s %7s", "threads", "calls/s", "CPU us/call", "KB/call", "failed");
    for (int threads : THREADS) {
      line(report, Integer.toString(threads), ours, threads);
    }
    report.line("");
  }

  private void merchants(Report report, Processes.Line ours) throws Exception {
    Processes.Line many = processes.contender("ours-10000-merchants");
    many.ask("once");
    many.ask("run " + 3 * millis + " 1");
    report.line(
        "%-22s %9s %12s %9s %7s", "merchants", "calls/s", "CPU us/call", "KB/call", "failed");
    line(report, "1", ours, 1);
    line(report, "10000", many, 1);
    report.line("");
  }

  private void calls(Report report) throws Exception {
    Processes.Line line = processes.contender("ours");
    line.ask("once");
    line.ask("run " + 3 * millis + " 1");
    report.line("%-22s %12s %14s", "calls so far", "CPU us/call", "heap used, KB");
    int part = calls / 10;
    for (int done = part; done <= calls; done += part) {
      Map<String, Long> values = Measured.values(line.ask("calls " + part));
      long heap = Measured.values(line.ask("heap")).getOrDefault("heap", 0L);
      report.line(
          "%-22d %12.0f %14d", done, values.getOrDefault("cpu", 0L) / 1e3 / part, heap / 1024);
    }
    report.line("");
  }

  private void line(Report report, String name, Processes.Line line, int threads) throws Exception {
    Measured[] rounds = new Measured[ROUNDS];
    double[] cpu = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      rounds[i] = Measured.parse(line.ask("run " + millis + " " + threads));
      cpu[i] = rounds[i].cpuMicros();
    }
    report.line(
        "%-22s %9.0f %12.0f %9.1f %7d",
        name,
        rounds[ROUNDS - 1].callsPerSecond(),
        Measured.median(cpu),
        rounds[1].kilobytes(),
        java.util.Arrays.stream(rounds).mapToLong(Measured::failed).sum());
  }
}
