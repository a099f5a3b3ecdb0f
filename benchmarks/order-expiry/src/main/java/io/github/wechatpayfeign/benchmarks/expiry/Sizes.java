package io.github.wechatpayfeign.benchmarks.expiry;

import static io.github.wechatpayfeign.benchmarks.expiry.ExpiryBenchmark.DUE;
import static io.github.wechatpayfeign.benchmarks.expiry.ExpiryBenchmark.NO_LIMIT;

import io.github.wechatpayfeign.benchmarks.Report;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether an order costs the same in a small and in a large table, and what the settings of the
 * schema file are good for. One worker settles the orders of each table in turn, and as many new
 * ones are placed after each window.
 */
final class Sizes {

  private static final int ORDERS = 7000;
  private static final int PARTITIONS = 16;
  private static final String TIMERS = "wechatpay_order_expiry";

  private final Machines machines;

  Sizes(Machines machines) {
    this.machines = machines;
  }

  void run(Report report, Tables full, int rounds) throws Exception {
    Map<String, Tables> tables = new LinkedHashMap<>();
    tables.put("10,000", filled("rows10000", 10_000));
    tables.put("100,000", filled("rows100000", 100_000));
    tables.put("1,000,000", machines.server().copy(full, "rows1000000"));
    tables.put("1,000,000, 200,000 dead rows", withDeadRows(full));
    tables.put("1,000,000, fillfactor 70", withRoom(full));
    tables.put("1,000,000, 16 partitions", partitioned(full));
    List<Case> cases = new ArrayList<>();
    tables.forEach((name, each) -> cases.add(new Case(name, () -> work(each))));
    var unused = Case.measure(rounds, cases);
    Case.head(report, "due orders, 1 JVM", "CPU, compared with 10,000");
    for (Case each : cases) {
      each.line(report, each.ratios(cases.get(0)));
    }
    report.line("");
    for (Map.Entry<String, Tables> each : tables.entrySet()) {
      report.line("%s: progress() takes %d ms", each.getKey(), each.getValue().millisOfProgress());
      new TimerFacts(each.getValue()).write(report);
      machines.server().drop(each.getValue());
    }
  }

  private Tables filled(String name, int rows) throws SQLException {
    Tables tables = machines.server().create(name);
    tables.create();
    tables.place(1, rows, DUE);
    tables.vacuum();
    return tables;
  }

  /** As many dead rows as PostgreSQL lets stand by itself: a fifth of the table. */
  private Tables withDeadRows(Tables full) throws SQLException {
    Tables tables = machines.server().copy(full, "dead");
    tables.execute(
        "alter table " + TIMERS + " set (autovacuum_enabled = false)",
        "update "
            + TIMERS
            + " set picked = true, picked_by = 'x', last_heartbeat = now(), version = 2"
            + " where execution_time <= timestamptz '2020-01-01 00:00:00Z' + interval '100 s'",
        "delete from " + TIMERS + " where picked",
        "analyze " + TIMERS);
    return tables;
  }

  /** Room on each page for other versions of its rows. */
  private Tables withRoom(Tables full) throws SQLException {
    Tables tables = machines.server().copy(full, "room");
    tables.execute(
        "alter table " + TIMERS + " set (fillfactor = 70)", "vacuum full analyze " + TIMERS);
    return tables;
  }

  /** Partitions by the order number, which the primary key has to begin with. */
  private Tables partitioned(Tables full) throws SQLException {
    Tables tables = machines.server().copy(full, "partitioned");
    tables.execute(
        "alter table " + TIMERS + " rename to whole",
        "create table "
            + TIMERS
            + " (like whole including defaults) partition by hash (task_instance)",
        "alter table " + TIMERS + " add primary key (task_name, task_instance)",
        "create index on " + TIMERS + " (execution_time)",
        "create index on " + TIMERS + " (last_heartbeat)");
    for (int i = 0; i < PARTITIONS; i++) {
      tables.execute(
          "create table part"
              + i
              + " partition of "
              + TIMERS
              + " for values with (modulus "
              + PARTITIONS
              + ", remainder "
              + i
              + ") with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)");
    }
    tables.execute("insert into " + TIMERS + " select * from whole", "drop table whole");
    tables.vacuum();
    return tables;
  }

  private Window work(Tables tables) throws Exception {
    String count = "select count(*) from " + TIMERS;
    long before = tables.number(count);
    Window window = machines.fleet(1).work(tables, NO_LIMIT, ORDERS);
    tables.place(
        tables.number("select count(*) from orders") + 1, before - tables.number(count), DUE);
    return window;
  }
}
