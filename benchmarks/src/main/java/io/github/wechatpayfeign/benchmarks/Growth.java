package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Shows whether a call costs the same with many threads, many merchants and many calls. */
final class Growth {

  private static final int[] THREADS = {1, 8, 64, 512};
  private static final int ROUNDS = 5;

  /** Each of 10,000 merchants signs some times before anything is measured. */
  private static final String WARM_UP = "calls 50000";

  private final Processes processes;
  private final int millis;
  private final int calls;

  Growth(Processes processes, int millis, int calls) {
    this.processes = processes;
    this.millis = millis;
    this.calls = calls;
  }

  private record Case(Processes.Line line, int threads) {}

  void run(Path folder) throws Exception {
    Report report = new Report("What a close costs as its surroundings grow");
    Processes.Line one = warm("ours");
    one.ask("run " + millis + " 512");
    Map<String, Case> threads = new LinkedHashMap<>();
    for (int count : THREADS) {
      threads.put(Integer.toString(count), new Case(one, count));
    }
    compare(report, "threads", threads);
    Map<String, Case> merchants = new LinkedHashMap<>();
    merchants.put("1", new Case(one, 1));
    merchants.put("10000", new Case(warm("ours-10000-merchants"), 1));
    compare(report, "merchants", merchants);
    calls(report);
    report.writeTo(folder.resolve("growth.txt"));
  }

  private Processes.Line warm(String name) throws Exception {
    Processes.Line line = processes.contender(name);
    line.ask("once");
    line.ask(WARM_UP);
    return line;
  }

  private void compare(Report report, String what, Map<String, Case> cases) throws Exception {
    Map<String, Measured[]> all = new LinkedHashMap<>();
    cases.keySet().forEach(name -> all.put(name, new Measured[ROUNDS]));
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Measured[]> one : all.entrySet()) {
        Case ran = cases.get(one.getKey());
        one.getValue()[round] =
            Measured.parse(ran.line().ask("run " + millis + " " + ran.threads()));
      }
    }
    report.line(
        "%-22s %9s %12s %9s %9s %7s",
        what, "calls/s", "CPU us/call", "KB/call", "CPU ratio", "failed");
    Measured[] smallest = all.values().iterator().next();
    all.forEach((name, rounds) -> line(report, name, rounds, smallest));
    report.line("");
  }

  private static void line(Report report, String name, Measured[] rounds, Measured[] smallest) {
    report.line(
        "%-22s %9.0f %12.0f %9.1f %9.2f %7d",
        name,
        median(rounds, Measured::callsPerSecond),
        median(rounds, Measured::cpuMicros),
        median(rounds, Measured::kilobytes),
        median(rounds, Measured::cpuMicros) / median(smallest, Measured::cpuMicros),
        Arrays.stream(rounds).mapToLong(Measured::failed).sum());
  }

  private static double median(Measured[] rounds, ToDoubleFunction<Measured> value) {
    return Measured.median(Arrays.stream(rounds).mapToDouble(value).toArray());
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
