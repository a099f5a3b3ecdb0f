package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures whether a call costs the same with many threads, many merchants and many calls. */
final class Growth {

  private static final int[] THREADS = {1, 8, 64, 512};
  private static final int ROUNDS = 5;

  /** Enough calls for each of 10,000 merchants to sign a few times before the measurement. */
  private static final String WARM_UP = "calls 50000";

  private final Processes processes;
  private final int millis;
  private final int calls;

  Growth(Processes processes, int millis, int calls) {
    this.processes = processes;
    this.millis = millis;
    this.calls = calls;
  }

  /** A case that is compared, with the results of its rounds. */
  private record Case(String name, Processes.Line line, int threads, List<Measured> rounds) {

    Case(int size, Processes.Line line, int threads) {
      this(Integer.toString(size), line, threads, new ArrayList<>());
    }

    double median(ToDoubleFunction<Measured> value) {
      return Measured.median(rounds, value);
    }
  }

  void run(Path folder) throws Exception {
    Report report = new Report("What a close costs as its surroundings grow");
    Processes.Line one = warm("ours");
    one.ask("run " + millis + " 512");
    List<Case> threads = Arrays.stream(THREADS).mapToObj(n -> new Case(n, one, n)).toList();
    compare(report, "threads", threads);
    Processes.Line many = warm("ours-10000-merchants");
    compare(report, "merchants", List.of(new Case(1, one, 1), new Case(10_000, many, 1)));
    calls(report);
    report.writeTo(folder.resolve("growth.txt"));
  }

  private Processes.Line warm(String name) throws Exception {
    Processes.Line line = processes.contender(name);
    line.ask("once");
    line.ask(WARM_UP);
    return line;
  }

  private void compare(Report report, String what, List<Case> cases) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (Case each : cases) {
        if (!each.rounds().isEmpty()) {
          processes.fill(each.rounds().get(each.rounds().size() - 1).calls());
        }
        String ran = each.line().ask("run " + millis + " " + each.threads());
        each.rounds().add(Measured.parse(ran));
      }
    }
    report.line(
        "%-22s %9s %12s %9s %9s %7s",
        what, "calls/s", "CPU us/call", "KB/call", "CPU ratio", "failed");
    double smallest = cases.get(0).median(Measured::cpuMicros);
    for (Case each : cases) {
      report.line(
          "%-22s %9.0f %12.0f %9.1f %9.2f %7d",
          each.name(),
          each.median(Measured::callsPerSecond),
          each.median(Measured::cpuMicros),
          each.median(Measured::kilobytes),
          each.median(Measured::cpuMicros) / smallest,
          each.rounds().stream().mapToLong(Measured::failed).sum());
    }
    report.line("");
  }

  private void calls(Report report) throws Exception {
    Processes.Line line = warm("ours");
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
}
