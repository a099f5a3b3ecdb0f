package io.github.wechatpayfeign.benchmarks.expiry;

import static io.github.wechatpayfeign.benchmarks.expiry.ExpiryBenchmark.NO_LIMIT;

import io.github.wechatpayfeign.benchmarks.Report;

/**
 * How late an order is settled that becomes due while others do, and while a million others wait
 * for a later time: from its due time to the end of its transaction, by the database's clock.
 */
final class Lateness {

  private static final int JVMS = 2;
  private static final int ORDERS = 2000;
  private static final int MILLIS_BETWEEN = 5;

  private final Machines machines;

  Lateness(Machines machines) {
    this.machines = machines;
  }

  void run(Report report, int waiting, int rounds) throws Exception {
    Tables tables = machines.server().create("waiting");
    tables.create();
    tables.place(1, waiting, "timestamptz '2099-01-01 00:00:00Z' + g * interval '1 millisecond'");
    tables.vacuum();
    Fleet fleet = machines.fleet(JVMS);
    fleet.start("start " + tables.url() + " " + NO_LIMIT);
    report.line(
        "%-34s %9s %9s %9s",
        "200 orders/s become due, JVMs: " + JVMS, "p50 ms", "p99 ms", "max ms");
    for (int round = 1; round <= rounds; round++) {
      long first = (long) waiting + (long) (round - 1) * ORDERS + 1;
      String start = tables.text("select now() + interval '3 s'");
      Window before = fleet.now();
      tables.place(
          first,
          ORDERS,
          "timestamptz '"
              + start
              + "' + (g - "
              + first
              + ") * interval '"
              + MILLIS_BETWEEN
              + " ms'");
      var unused = fleet.await(before, ORDERS);
      report.line(
          "%-34s %9d %9d %9d",
          "window " + round,
          millis(tables, 0.5, start),
          millis(tables, 0.99, start),
          millis(tables, 1, start));
    }
    fleet.stop();
    tables.check((long) ORDERS * rounds);
    machines.server().drop(tables);
  }

  private static long millis(Tables tables, double share, String start) throws Exception {
    return tables.number(
        "select round(1000 * percentile_cont("
            + share
            + ") within group (order by extract(epoch from at - time_expire))::numeric)"
            + " from journal join orders using (no) where time_expire >= timestamptz '"
            + start
            + "'");
  }
}
