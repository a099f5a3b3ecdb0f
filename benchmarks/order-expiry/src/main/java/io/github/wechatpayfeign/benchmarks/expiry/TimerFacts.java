package io.github.wechatpayfeign.benchmarks.expiry;

import io.github.wechatpayfeign.benchmarks.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What the database knows about the table of timers and about the picking of due ones. */
final class TimerFacts {

  private static final String SIZES =
      "select format('Timers: %s rows, table %s MB, indexes %s MB, %s dead rows; autovacuum ran %s"
          + " times; updates %s, of them HOT %s', sum(n_live_tup),"
          + " round(sum(pg_table_size(relid)) / 1e6), round(sum(pg_indexes_size(relid)) / 1e6),"
          + " sum(n_dead_tup), sum(autovacuum_count), sum(n_tup_upd), sum(n_tup_hot_upd)) from pg_stat_user_tables where relname similar to"
          + " '(wechatpay_order_expiry|part[0-9]+)'";

  private static final String PICKS =
      "select format('Picks: %s calls, %s rows each, %s ms each, %s blocks each', calls,"
          + " round(rows::numeric / calls, 1), round(mean_exec_time::numeric, 2),"
          + " (shared_blks_hit + shared_blks_read) / calls) from pg_stat_statements s"
          + " join pg_database d on d.oid = s.dbid where datname = current_database() and query"
          + " like 'WITH locked%' order by calls desc limit 1";

  /** As db-scheduler writes it. */
  private static final String PICK =
      "explain (analyze, costs off, timing off, summary on) with picked as (update wechatpay_order_expiry st1"
          + " set picked = true, picked_by = 'x', last_heartbeat = now(), version = version + 1"
          + " where (st1.task_name, st1.task_instance) in (select st2.task_name, st2.task_instance"
          + " from wechatpay_order_expiry st2 where picked = false and execution_time <= now()"
          + " order by execution_time asc limit 32 for update skip locked) returning st1.*)"
          + " select * from picked order by execution_time asc";

  private final Tables tables;

  TimerFacts(Tables tables) {
    this.tables = tables;
  }

  void write(Report report) throws SQLException {
    report.line("%s", tables.text(SIZES));
    report.line("%s", tables.text(PICKS));
  }

  /** Writes the plan of one more pick, which is rolled back. */
  void writePlan(Report report) throws SQLException {
    try (Connection connection = tables.connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try (var rows = statement.executeQuery(PICK)) {
        while (rows.next()) {
          report.line("%s", rows.getString(1));
        }
      }
      connection.rollback();
    }
  }
}
