package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs all contenders in turn, round by round, so that a busy machine slows all of them. */
final class Comparison {

  private final Processes processes;
  private final int rounds;
  private final int millis;
  private final int warmUpMillis;
  private final Map<String, Processes.Line> contenders = new LinkedHashMap<>();
  private final Map<String, List<Measured>> results = new LinkedHashMap<>();
  private final Map<String, Long> callsPerSecond = new HashMap<>();

  Comparison(Processes processes, int rounds, int millis, int warmUpMillis) {
    this.processes = processes;
    this.rounds = rounds;
    this.millis = millis;
    this.warmUpMillis = warmUpMillis;
  }

  void run(Path folder) throws Exception {
    Report report = new Report("Closes of one order by one thread, side by side");
    start("ours, Amazon", warmUpMillis, "ours", "-Dwechatpay.signature.provider=amazon");
    start("ours, Conscrypt", warmUpMillis, "ours", "-Dwechatpay.signature.provider=conscrypt");
    start("ours, JDK", warmUpMillis, "ours", "-Dwechatpay.signature.provider=jvm");
    start("wechatpay-java", warmUpMillis, "wechatpay-java");
    start("WxJava", warmUpMillis, "wxjava");
    int warmUpOfLittle = warmUpMillis / 4;
    start("socket, JDK", warmUpOfLittle, "socket-jvm");
    start("socket, Amazon", warmUpOfLittle, "socket-amazon");
    start("bare JDK", warmUpOfLittle, "bare-jvm");
    start("bare Amazon", warmUpOfLittle, "bare-amazon");
    start("bare Amazon, JDK's keys", warmUpOfLittle, "bare-amazon-unconverted");
    start("bare Conscrypt", warmUpOfLittle, "bare-conscrypt");
    for (int round = 1; round <= rounds; round++) {
      for (String name : contenders.keySet()) {
        results.get(name).add(measure(name, millis));
      }
      System.err.println("round " + round + " of " + rounds);
    }
    table(report);
    ratios(report);
    steadyState(report);
    report.writeTo(folder.resolve("comparison.txt"));
    Plot.write(folder.resolve("comparison.svg"), results);
  }

  private void start(String title, int warmUp, String name, String... options) throws Exception {
    Processes.Line line = processes.contender(name, options);
    line.ask("once");
    contenders.put(title, line);
    results.put(title, new ArrayList<>());
    measure(title, warmUp);
  }

  private Measured measure(String title, int forMillis) throws Exception {
    if (!title.startsWith("bare")) {
      processes.fill(callsPerSecond.getOrDefault(title, 0L) * forMillis / 1000);
    }
    Measured measured = Measured.parse(line(title).ask("run " + forMillis + " 1"));
    callsPerSecond.put(title, (long) measured.callsPerSecond());
    return measured;
  }

  private Processes.Line line(String title) {
    return Objects.requireNonNull(contenders.get(title), title);
  }

  private void table(Report report) {
    report.line(
        "Medians of %d alternated rounds of %.0f s, after %.0f s of warm-up. CPU: of the whole process.",
        rounds, millis / 1e3, warmUpMillis / 1e3);
    report.line("");
    report.line(
        "%-25s %8s %17s %9s %9s %9s", "", "calls/s", "CPU us/call", "KB/call", "p50 us", "p99 us");
    results.forEach(
        (title, list) ->
            report.line(
                "%-25s %8.0f %6.0f (%.0f-%.0f) %9.1f %9.0f %9.0f",
                title,
                Measured.median(list, Measured::callsPerSecond),
                Measured.median(list, Measured::cpuMicros),
                list.stream().mapToDouble(Measured::cpuMicros).min().orElseThrow(),
                list.stream().mapToDouble(Measured::cpuMicros).max().orElseThrow(),
                Measured.median(list, Measured::kilobytes),
                Measured.median(list, Measured::p50Micros),
                Measured.median(list, Measured::p99Micros)));
    report.line("");
  }

  private void ratios(Report report) {
    report.line("Closes per CPU second, as a multiple (median of rounds, least to most; goal):");
    ratio(report, "ours, Amazon", "wechatpay-java", "at least 2");
    ratio(report, "ours, Amazon", "WxJava", "at least 1.9");
    ratio(report, "ours, Conscrypt", "wechatpay-java", "at least 2");
    ratio(report, "ours, Conscrypt", "WxJava", "at least 1.9");
    ratio(report, "ours, JDK", "wechatpay-java", "at least 1.15");
    ratio(report, "ours, JDK", "WxJava", "at least 1.15");
    report.line("CPU of a close, as a multiple of bare cryptography:");
    ratio(report, "bare Amazon", "ours, Amazon", "at most 1.3");
    ratio(report, "bare Amazon, JDK's keys", "ours, Amazon", "at most 1.3");
    ratio(report, "bare Conscrypt", "ours, Conscrypt", "at most 1.3");
    ratio(report, "bare JDK", "ours, JDK", "none");
    report.line("CPU of a close, as a multiple of bare cryptography with one write and one read:");
    ratio(report, "socket, Amazon", "ours, Amazon", "none");
    ratio(report, "socket, JDK", "ours, JDK", "none");
    report.line("What would be left for anybody who did nothing else:");
    ratio(report, "socket, JDK", "wechatpay-java", "none");
    ratio(report, "socket, JDK", "WxJava", "none");
    ratio(report, "bare Amazon", "socket, Amazon", "none");
    report.line("");
  }

  /** Prints the ratio of two contenders, round by round: both ran within a few seconds. */
  private void ratio(Report report, String one, String other, String goal) {
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = of(other).get(i).cpuMicros() / of(one).get(i).cpuMicros();
    }
    report.line(
        "  %-50s %5.2f (%.2f-%.2f; %s)",
        isLowerBound(one) ? other + " / " + one : one + " against " + other,
        Measured.median(ratios),
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow(),
        goal);
  }

  private static boolean isLowerBound(String title) {
    return title.startsWith("bare") || title.startsWith("socket");
  }

  private List<Measured> of(String title) {
    return Objects.requireNonNull(results.get(title), title);
  }

  private void steadyState(Report report) throws Exception {
    // The first call of a round may find that its connection was closed during the other rounds.
    measure("ours, Amazon", 100);
    long before = connections();
    Measured steady = measure("ours, Amazon", millis);
    report.line(
        "Connections opened by ours in %d calls of steady state: %d",
        steady.calls(), connections() - before);
    report.line(
        "Calls that failed, of anybody: %d",
        results.values().stream().flatMap(List::stream).mapToLong(Measured::failed).sum());
    Map<String, Long> counts = processes.counts();
    report.line(
        "Requests to the stub: %d, without a signature: %d, verified as a sample: %d",
        counts.get("requests"), counts.get("unsigned"), counts.get("verified"));
  }

  private long connections() throws Exception {
    return processes.counts().getOrDefault("connections", 0L);
  }
}
