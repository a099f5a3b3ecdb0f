package io.github.wechatpayfeign.benchmarks.expiry;

import io.github.wechatpayfeign.benchmarks.Report;
import java.util.List;

/** Whether the limit decides how fast a backlog gets smaller, and not the engine. */
final class Limit {

  private static final int REQUESTS_PER_SECOND = 1000;
  private static final int JVMS = 2;
  private static final int ORDERS = 3000;

  private final Machines machines;

  Limit(Machines machines) {
    this.machines = machines;
  }

  void run(Report report, Tables full, int rounds) throws Exception {
    Tables tables = machines.server().copy(full, "limited");
    Case limited =
        new Case(
            "limit 1,000 requests/s, JVMs: " + JVMS,
            () -> machines.fleet(JVMS).work(tables, REQUESTS_PER_SECOND, ORDERS));
    var unused = Case.measure(rounds, List.of(limited));
    Case.head(report, "1,000,000 due orders", "");
    long highest =
        tables.number(
            "select 2 * max(n) from (select count(*) n from journal"
                + " group by date_trunc('second', at)) seconds");
    limited.line(
        report,
        "%.0f permits/s, at most %d in a second; %.2f CPUs busy"
            .formatted(
                2 * limited.median(Window::perSecond),
                highest,
                limited.median(window -> window.cpu() * window.perSecond() / 1000)));
    machines.server().drop(tables);
  }
}
