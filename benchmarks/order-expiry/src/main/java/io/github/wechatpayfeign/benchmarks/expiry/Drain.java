package io.github.wechatpayfeign.benchmarks.expiry;

import static io.github.wechatpayfeign.benchmarks.expiry.ExpiryBenchmark.NO_LIMIT;

import io.github.wechatpayfeign.benchmarks.Report;
import java.util.Locale;

/** Settles the whole backlog, and says after each tenth what it cost. */
final class Drain {

  private static final int JVMS = 2;

  private final Machines machines;

  Drain(Machines machines) {
    this.machines = machines;
  }

  void run(Report report, Tables full, int rows) throws Exception {
    Tables tables = machines.server().copy(full, "drained");
    Fleet fleet = machines.fleet(JVMS);
    report.line("%-18s %12s %9s", "settled, JVMs: " + JVMS, "orders/CPU s", "orders/s");
    Window start = fleet.now();
    fleet.start("start " + tables.url() + " " + NO_LIMIT);
    Window last = start;
    for (int tenth = 1; tenth <= 10; tenth++) {
      Window now = fleet.await(start, (long) rows * tenth / 10);
      Window part = now.since(last);
      report.line(
          "%-18s %12.0f %9.0f",
          String.format(Locale.ROOT, "%d", now.orders() - start.orders()),
          part.perCpuSecond(),
          part.perSecond());
      last = now;
    }
    fleet.stop();
    tables.check(rows);
    new TimerFacts(tables).write(report);
    machines.server().drop(tables);
  }
}
