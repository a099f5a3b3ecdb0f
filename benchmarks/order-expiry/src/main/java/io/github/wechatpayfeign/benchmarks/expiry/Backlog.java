package io.github.wechatpayfeign.benchmarks.expiry;

import static io.github.wechatpayfeign.benchmarks.expiry.ExpiryBenchmark.NO_LIMIT;

import io.github.wechatpayfeign.benchmarks.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A million due orders: what one costs, by workers in 1, 2 and 4 JVMs, and by a sweep in 1 and 2.
 * Workers and sweeps have a copy of the same tables each, and go on where they stopped.
 */
final class Backlog {

  private static final int SWEEPS = 2;
  private static final int SWEEPS_BEFORE = 5;

  private final Machines machines;
  private final Fleet sweepers;
  private final List<Counted> cases = new ArrayList<>();

  Backlog(Machines machines) {
    this.machines = machines;
    this.sweepers = new Fleet(machines.server(), machines.sweepers());
  }

  /** A case whose processes count what they close and settle, before and after a window too. */
  private static final class Counted {

    private final Case measured;
    private long closes;
    private long settled;

    Counted(String name, Fleet fleet, Case.Measurement measurement) {
      this.measured = new Case(name, () -> counted(fleet, measurement));
    }

    private Window counted(Fleet fleet, Case.Measurement measurement) throws Exception {
      closes -= fleet.count("closes");
      settled -= fleet.count("settled");
      Window window = measurement.measure();
      closes += fleet.count("closes");
      settled += fleet.count("settled");
      return window;
    }

    void line(Report report) {
      measured.line(report, String.format(Locale.ROOT, "%.2f", 1.0 * closes / settled));
    }
  }

  void run(Report report, Tables full, int rounds, long orders) throws Exception {
    Fleet all = machines.fleet(machines.workers().size());
    long settled = all.count("settled");
    Tables timers = machines.server().copy(full, "timers");
    Tables swept = machines.server().copy(full, "swept");
    swept.sweepInstead();
    sweepers.start("start " + swept.url());
    for (int jvms : new int[] {1, 2, 4}) {
      Fleet fleet = machines.fleet(jvms);
      cases.add(
          new Counted("workers, JVMs: " + jvms, fleet, () -> fleet.work(timers, NO_LIMIT, orders)));
    }
    Fleet alone = new Fleet(machines.server(), machines.sweepers().subList(0, 1));
    cases.add(new Counted("sweep, JVMs: 1", alone, () -> alone.sweep(SWEEPS)));
    cases.add(new Counted("sweep, JVMs: 2", sweepers, () -> sweepers.sweep(SWEEPS)));
    var unused = sweepers.sweep(SWEEPS_BEFORE);
    List<Window> first = Case.measure(rounds, cases.stream().map(each -> each.measured).toList());
    Case.head(report, "1,000,000 due orders", "closes an order");
    cases.forEach(each -> each.line(report));
    report.line("");
    report.line(
        "The first %d orders of a new JVM: %.0f orders a CPU second.",
        orders, first.get(0).perCpuSecond());
    check(report, timers, swept, all.count("settled") - settled);
    writeFacts(report, timers);
    machines.server().drop(swept);
    machines.server().drop(timers);
  }

  private static void writeFacts(Report report, Tables timers) throws Exception {
    TimerFacts facts = new TimerFacts(timers);
    report.line("");
    facts.write(report);
    report.line("");
    facts.writePlan(report);
  }

  private void check(Report report, Tables timers, Tables swept, long settled) throws Exception {
    timers.check(settled);
    report.line("Workers settled %d orders, each once.", settled);
    long settledBySweeps = sweepers.count("settled");
    long closes = sweepers.count("closes");
    sweepers.stop();
    swept.check(settledBySweeps);
    report.line(
        "Sweeps settled %d orders, each once, for the update asks for the state; closes: %d.",
        settledBySweeps, closes);
  }
}
