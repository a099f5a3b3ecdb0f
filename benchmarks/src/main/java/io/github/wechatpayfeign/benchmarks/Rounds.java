package io.github.wechatpayfeign.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs contenders in turn, round by round, so that a busy machine slows all of them. Each round
 * begins with another contender.
 */
final class Rounds {

  private static final int WARM_UP_STEP_MILLIS = 2000;

  private final Processes processes;
  private final int rounds;
  private final int millis;
  private final int warmUp;
  private final Map<String, Processes.Line> contenders = new LinkedHashMap<>();
  private final Map<String, String> providers = new LinkedHashMap<>();
  private final Map<String, List<Measured>> results = new LinkedHashMap<>();
  private final Map<String, Long> callsPerSecond = new HashMap<>();

  /**
   * Creates rounds without contenders.
   *
   * @param warmUp how many requests a contender sends before the first round. It is a number of
   *     requests and not a time: as long as the compiler works, a client with more code looks
   *     slower than it is, and a slow provider makes that longer
   */
  Rounds(Processes processes, int rounds, int millis, int warmUp) {
    this.processes = processes;
    this.rounds = rounds;
    this.millis = millis;
    this.warmUp = warmUp;
  }

  /** Starts and warms up a contender. */
  void start(String title, String name, Rsa rsa, boolean tls) throws Exception {
    start(title, warmUp, name, rsa, tls);
  }

  /** Starts a contender that has little code to warm up. */
  void startLittle(String title, String name, Rsa rsa) throws Exception {
    start(title, warmUp / 4, name, rsa, false);
  }

  private void start(String title, int requests, String name, Rsa rsa, boolean tls)
      throws Exception {
    Processes.Line line = processes.contender(name, rsa, tls);
    line.ask("once");
    providers.put(title, line.ask("provider"));
    contenders.put(title, line);
    results.put(title, new ArrayList<>());
    for (long sent = 0; sent < requests; ) {
      Measured some = measure(title, WARM_UP_STEP_MILLIS);
      // Bare cryptography sends nothing.
      sent += Math.max(some.requests(), some.calls());
    }
    System.err.println("ready: " + title);
  }

  /** Runs all rounds, after one that is not counted: it is the first after a pause. */
  void run() throws Exception {
    List<String> order = new ArrayList<>(contenders.keySet());
    for (int round = 0; round <= rounds; round++) {
      for (String title : order) {
        Measured measured = measure(title, millis);
        if (round > 0) {
          of(title).add(measured);
        }
      }
      Collections.rotate(order, 1);
      System.err.println("round " + round + " of " + rounds);
    }
  }

  /** Measures one contender for a time that is not part of a round. */
  Measured measure(String title, int forMillis) throws Exception {
    if (!title.startsWith("bare")) {
      processes.fill(callsPerSecond.getOrDefault(title, 0L) * forMillis / 1000);
    }
    long requests = processes.requests();
    Measured measured =
        Measured.parse(line(title).ask("run " + forMillis + " 1"))
            .withRequests(processes.requests() - requests);
    callsPerSecond.put(title, (long) measured.callsPerSecond());
    return measured;
  }

  Map<String, List<Measured>> results() {
    return results;
  }

  private Processes.Line line(String title) {
    return Objects.requireNonNull(contenders.get(title), title);
  }

  List<Measured> of(String title) {
    return Objects.requireNonNull(results.get(title), title);
  }

  /** Adds a line about each contender. */
  void table(Report report) {
    report.line(
        "Medians of %d alternated rounds of %.1f s, after %d requests of warm-up and a round. CPU: of the whole process.",
        rounds, millis / 1e3, warmUp);
    report.line("");
    report.line(
        "%-45s %8s %20s %8s %8s %8s  %s",
        "", "calls/s", "CPU us/call", "KB/call", "p50 us", "p99 us", "signed by");
    results.forEach(
        (title, list) ->
            report.line(
                "%-45s %8.0f %7.0f (%5.0f-%5.0f) %8.1f %8.0f %8.0f  %s",
                title,
                Measured.median(list, Measured::callsPerSecond),
                Measured.median(list, Measured::cpuMicros),
                list.stream().mapToDouble(Measured::cpuMicros).min().orElseThrow(),
                list.stream().mapToDouble(Measured::cpuMicros).max().orElseThrow(),
                Measured.median(list, Measured::kilobytes),
                Measured.median(list, Measured::p50Micros),
                Measured.median(list, Measured::p99Micros),
                providers.get(title)));
    report.line("");
  }

  /** Adds the CPU of one contender as a multiple of another's, round by round. */
  void ratio(Report report, String one, String other, String goal) {
    double[] ratios = Measured.ratios(of(one), of(other));
    report.line(
        "  %-70s %5.2f (%.2f-%.2f; goal: %s)",
        one + " / " + other,
        Measured.median(ratios),
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow(),
        goal);
  }

  /** Adds what the stub and the contenders counted, by which a contender that cheats is seen. */
  void counts(Report report) throws Exception {
    report.line(
        "Calls that failed, of anybody: %d",
        results.values().stream().flatMap(List::stream).mapToLong(Measured::failed).sum());
    Map<String, Long> counts = processes.counts();
    report.line(
        "Requests to the stub: %d, without a signature: %d, verified as a sample: %d",
        counts.get("requests"), counts.get("unsigned"), counts.get("verified"));
  }
}
