package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures whether a call costs the same with many threads, virtual threads, many merchants, many
 * calls, a full memory of answers, and listeners.
 */
final class Growth {

  private static final int[] THREADS = {1, 8, 64, 512};
  private static final int ROUNDS = 5;
  private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

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
  private record Case(String name, Processes.Line line, String command, List<Measured> rounds) {

    Case(String name, Processes.Line line, String command) {
      this(name, line, command, new ArrayList<>());
    }

    double median(ToDoubleFunction<Measured> value) {
      return Measured.median(rounds, value);
    }
  }

  void run(Path folder) throws Exception {
    Report report = new Report("What a close costs as its surroundings grow");
    Processes.Line one = warm("ours");
    one.ask(run(512));
    compare(
        report,
        "threads",
        Arrays.stream(THREADS).mapToObj(n -> new Case(Integer.toString(n), one, run(n))).toList());
    virtualThreads(report, one, warm("okhttp-amazon"));
    Processes.Line many = warm("ours-10000-merchants");
    compare(
        report, "merchants", List.of(new Case("1", one, run(1)), new Case("10000", many, run(1))));
    Processes.Line listened = warm("ours-3-listeners");
    compare(
        report, "listeners", List.of(new Case("0", one, run(1)), new Case("3", listened, run(1))));
    Processes.Line full = calls(report);
    Processes.Line fresh = warm("ours");
    compare(
        report,
        "answers remembered",
        List.of(
            new Case("at most 100000", fresh, run(1)), new Case("as many as fit", full, run(1))));
    report.writeTo(folder.resolve("growth.txt"));
  }

  private String run(int threads) {
    return "run " + millis + " " + threads;
  }

  /**
   * Virtual threads cost something themselves; OkHttp alone with bare cryptography shows how much.
   */
  private void virtualThreads(Report report, Processes.Line one, Processes.Line okHttp)
      throws Exception {
    if (Runtime.version().feature() < FIRST_JAVA_WITH_VIRTUAL_THREADS) {
      report.line("This JVM has no virtual threads.");
      report.line("");
      return;
    }
    compare(report, "virtual threads", virtualCases(one));
    compare(report, "the same, OkHttp alone", virtualCases(okHttp));
    report.line("The JVM does not count the bytes of virtual threads.");
    report.line("");
  }

  /** The first case has the one thread of the JVM's start, as in the other comparisons. */
  private List<Case> virtualCases(Processes.Line line) throws IOException {
    line.ask("virtual " + millis + " 512");
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("none", line, run(1)));
    for (int threads : THREADS) {
      cases.add(new Case(Integer.toString(threads), line, "virtual " + millis + " " + threads));
    }
    return cases;
  }

  private Processes.Line warm(String name) throws Exception {
    Processes.Line line = processes.contender(name, Rsa.NATIVE, false);
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
        String ran = each.line().ask(each.command());
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

  /** Returns the process that made the calls. */
  private Processes.Line calls(Report report) throws Exception {
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
    return line;
  }
}
