package io.github.wechatpayfeign.benchmarks.expiry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables of a shop in one database: orders with their timers, a journal, and a stock. */
final class Tables {

  /** An order of each product is as likely as of another, so few workers meet at one row. */
  private static final int PRODUCTS = 1000;

  private static final String PATTERN = "PATTERN";

  private final Server server;
  private final String database;

  Tables(Server server, String database) {
    this.server = server;
    this.database = database;
  }

  String database() {
    return database;
  }

  String url() {
    return server.url(database);
  }

  Connection connection() throws SQLException {
    return server.connect(database);
  }

  void execute(String... statements) throws SQLException {
    Sql.execute(connection(), statements);
  }

  long number(String sql) throws SQLException {
    return Sql.number(connection(), sql);
  }

  String text(String sql) throws SQLException {
    return Sql.text(connection(), sql);
  }

  /** Creates the tables, those of the schema file among them, and no order. */
  void create() throws SQLException {
    execute(
        "create extension pg_stat_statements",
        "create table orders (no varchar(32) primary key, product int not null,"
            + " state varchar(20) not null, time_expire timestamptz not null)",
        "create table stock (product int primary key, pieces bigint not null)",
        "insert into stock select p, 0 from generate_series(1, " + PRODUCTS + ") p",
        "create table journal (no varchar(32) not null, kind varchar(20) not null,"
            + " at timestamptz not null default clock_timestamp())");
    execute(schema().split(";"));
    // Bulk timers hold what the module writes for one order.
    Transactions transactions = Transactions.of(dataSource());
    OrderExpiry expiry = OrderExpiry.builder(dataSource(), transactions).build();
    boolean unused =
        transactions.begin(
            connection -> {
              expiry.closeAt(PATTERN, Instant.parse("2026-11-01T00:00:00Z"));
              return true;
            });
    execute(
        "create table pattern as select task_name, task_data from wechatpay_order_expiry",
        "delete from wechatpay_order_expiry");
  }

  private DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url());
    return dataSource;
  }

  /** Returns how long it takes to count the timers, the best of three times. */
  long millisOfProgress() {
    DataSource dataSource = dataSource();
    OrderExpiry expiry = OrderExpiry.builder(dataSource, Transactions.of(dataSource)).build();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      var unused = expiry.progress();
      best = Math.min(best, System.nanoTime() - start);
    }
    return TimeUnit.NANOSECONDS.toMillis(best);
  }

  private static String schema() {
    try (InputStream file = OrderExpiry.class.getResourceAsStream("postgresql.sql")) {
      return new String(file.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Places orders with their timers, whose numbers and due times rise together.
   *
   * @param first the number of the first one
   * @param due when order {@code g} is due, as an expression of SQL
   */
  void place(long first, long count, String due) throws SQLException {
    String numbers = " from generate_series(" + first + "," + (first + count - 1) + ") g";
    String no = "'ORDER-' || lpad(g::text, 12, '0')";
    execute(
        "insert into orders select "
            + no
            + ", 1 + mod(g, "
            + PRODUCTS
            + "), 'WAITING', "
            + due
            + numbers,
        "insert into wechatpay_order_expiry (task_name, task_instance, task_data, execution_time,"
            + " picked, version) select task_name, "
            + no
            + ", task_data, "
            + due
            + ", false, 1 from pattern, generate_series("
            + first
            + ","
            + (first + count - 1)
            + ") g");
  }

  /** Gives a shop without timers what its sweep needs instead. */
  void sweepInstead() throws SQLException {
    execute(
        "drop table wechatpay_order_expiry",
        "create index orders_due on orders (state, time_expire)",
        "vacuum analyze orders");
  }

  void vacuum() throws SQLException {
    execute("vacuum analyze");
  }

  /**
   * Compares the journal with the orders and the stock.
   *
   * @throws IllegalStateException if an order was settled twice, or not as was counted
   */
  void check(long settled) throws SQLException {
    require("lines of the journal", settled, "select count(*) from journal");
    require("orders in the journal", settled, "select count(distinct no) from journal");
    require("closed orders", settled, "select count(*) from orders where state <> 'WAITING'");
    require("pieces in the stock", settled, "select sum(pieces) from stock");
  }

  private void require(String what, long expected, String sql) throws SQLException {
    long found = number(sql);
    if (found != expected) {
      throw new IllegalStateException(
          "In " + database + " there are " + found + " " + what + " instead of " + expected);
    }
  }
}
