package io.github.wechatpayfeign.expiry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of timers, as far as this module writes it: every change of a row but the engine's
 * picking and heartbeats. Each change of a row that a worker has picked names the version that it
 * was picked with, and changes nothing if another transaction was first. Thread-safe.
 */
final class TimerTable {

  /** One table is for one merchant, so there is one task. */
  static final String TASK = "order-expiry";

  /** The due time of a parked row: no application sets such a time. */
  static final Instant PARKED = Instant.parse("9999-01-01T00:00:00Z");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,62}");

  private static final String ROW = " where task_name = '" + TASK + "' and task_instance = ?";

  private final String name;
  private volatile @Nullable Database database;

  /**
   * Creates a table.
   *
   * @throws IllegalArgumentException if the name is not 1 to 63 letters, digits, {@code _} and
   *     {@code .}
   */
  TimerTable(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of a table must be 1 to 63 of the characters A-Z a-z 0-9 _ . but is " + name);
    }
    this.name = name;
  }

  /** A row of the table. */
  record Timer(String outTradeNo, Instant dueAt, TimerData data, long version) {

    boolean isParked() {
      return dueAt.equals(PARKED);
    }
  }

  /** How many timers wait, are due and are parked. */
  record Counts(long waiting, long due, long parked, @Nullable Instant oldestDue) {}

  String name() {
    return name;
  }

  Database database(Connection connection) throws SQLException {
    Database known = database;
    if (known == null) {
      known = Database.of(connection);
      database = known;
    }
    return known;
  }

  Optional<Timer> find(Connection connection, String outTradeNo) throws SQLException {
    return find(connection, outTradeNo, "");
  }

  /** Finds a timer and keeps others from changing it until the transaction ends. */
  Optional<Timer> lock(Connection connection, String outTradeNo) throws SQLException {
    // A lock of a row that does not exist would be a lock of a gap in MySQL and MariaDB.
    return find(connection, outTradeNo).isPresent()
        ? find(connection, outTradeNo, " for update")
        : Optional.empty();
  }

  /**
   * Locks a timer that a worker picked, unless another transaction has it: that one may belong to a
   * process that stands still, and must not keep this one waiting.
   *
   * @return false if it has another version, or if another transaction has it
   */
  boolean lockIfFree(Connection connection, String outTradeNo, long version) throws SQLException {
    return find(connection, outTradeNo, " for update skip locked")
        .filter(timer -> timer.version() == version)
        .isPresent();
  }

  private Optional<Timer> find(Connection connection, String outTradeNo, String lock)
      throws SQLException {
    String sql = "select * from " + name + ROW + lock;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, outTradeNo);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(timer(connection, rows)) : Optional.empty();
      }
    }
  }

  void insert(Connection connection, String outTradeNo, Instant dueAt, TimerData data)
      throws SQLException {
    String sql =
        "insert into "
            + name
            + " (task_name, task_instance, task_data, execution_time, picked, version)"
            + " values ('"
            + TASK
            + "', ?, ?, ?, ?, 1)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, outTradeNo);
      database(connection).columns().setTaskData(insert, 2, data.toBytes());
      database(connection).columns().setInstant(insert, 3, dueAt);
      insert.setBoolean(4, false);
      insert.executeUpdate();
    }
  }

  /**
   * Sets when a timer is due and what it holds, and takes it from the worker that has picked it.
   *
   * @return false if the row has another version: another transaction was first
   */
  boolean set(Connection connection, String outTradeNo, long version, Instant dueAt, TimerData data)
      throws SQLException {
    String sql =
        "update "
            + name
            + " set execution_time = ?, task_data = ?, picked = ?, picked_by = null,"
            + " last_heartbeat = null, version = version + 1"
            + ROW
            + " and version = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      database(connection).columns().setInstant(update, 1, dueAt);
      database(connection).columns().setTaskData(update, 2, data.toBytes());
      update.setBoolean(3, false);
      update.setString(4, outTradeNo);
      update.setLong(5, version);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Sets when a timer is due, leaves what it holds, and takes it from the worker that has picked
   * it.
   *
   * @return false if the row has another version: another transaction was first
   */
  boolean release(Connection connection, String outTradeNo, long version, Instant dueAt)
      throws SQLException {
    String sql =
        "update "
            + name
            + " set execution_time = ?, picked = ?, picked_by = null,"
            + " last_heartbeat = null, version = version + 1"
            + ROW
            + " and version = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      database(connection).columns().setInstant(update, 1, dueAt);
      update.setBoolean(2, false);
      update.setString(3, outTradeNo);
      update.setLong(4, version);
      return update.executeUpdate() == 1;
    }
  }

  /** Deletes a timer in any state; true for one of all transactions that try. */
  boolean delete(Connection connection, String outTradeNo) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from " + name + ROW)) {
      delete.setString(1, outTradeNo);
      return delete.executeUpdate() == 1;
    }
  }

  /**
   * Deletes a timer that a worker has picked.
   *
   * @return false if the row has another version: another transaction was first
   */
  boolean delete(Connection connection, String outTradeNo, long version) throws SQLException {
    String sql = "delete from " + name + ROW + " and version = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setString(1, outTradeNo);
      delete.setLong(2, version);
      return delete.executeUpdate() == 1;
    }
  }

  /** Returns timers that are due and that no worker has picked, the oldest first. */
  List<Timer> due(Connection connection, Instant now, int limit) throws SQLException {
    String sql =
        "select * from "
            + name
            + " where picked = ? and execution_time <= ? order by execution_time";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setMaxRows(limit);
      select.setBoolean(1, false);
      database(connection).columns().setInstant(select, 2, now);
      return timers(connection, select);
    }
  }

  List<Timer> parked(Connection connection, int limit) throws SQLException {
    String sql = "select * from " + name + " where execution_time = ? order by task_instance";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setMaxRows(limit);
      database(connection).columns().setInstant(select, 1, PARKED);
      return timers(connection, select);
    }
  }

  Counts count(Connection connection, Instant now) throws SQLException {
    String sql =
        "select sum(case when execution_time > ? and execution_time < ? then 1 else 0 end),"
            + " sum(case when execution_time <= ? then 1 else 0 end),"
            + " sum(case when execution_time = ? then 1 else 0 end),"
            + " min(execution_time) as oldest from "
            + name;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      database(connection).columns().setInstant(select, 1, now);
      database(connection).columns().setInstant(select, 2, PARKED);
      database(connection).columns().setInstant(select, 3, now);
      database(connection).columns().setInstant(select, 4, PARKED);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long due = row.getLong(2);
        return new Counts(
            row.getLong(1),
            due,
            row.getLong(3),
            due == 0 ? null : database(connection).columns().getInstant(row, "oldest"));
      }
    }
  }

  /**
   * Checks that the table can be used.
   *
   * @throws SQLException if there is no such table, or one without these columns
   * @throws IllegalStateException if the database takes two order numbers for one
   */
  void check(Connection connection) throws SQLException {
    String sql =
        "select count(*) from "
            + name
            + " where task_name = '"
            + TASK
            + "' and task_instance = 'a' and task_data is null and execution_time is null"
            + " and picked = ? and picked_by is null and last_heartbeat is null and version = 0"
            + " and last_success is null and last_failure is null and consecutive_failures = 0"
            + " and priority = 0";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setBoolean(1, false);
      select.executeQuery().close();
    }
    if (takesCasesForEqual(connection)) {
      throw new IllegalStateException(
          "The table "
              + name
              + " takes ORDER-a and ORDER-A for one order, so the second one would never expire:"
              + " give the column task_instance a binary collation, as the schema file does");
    }
  }

  /** Asks the column itself: an empty result keeps its collation. */
  private boolean takesCasesForEqual(Connection connection) throws SQLException {
    String sql =
        "select count(*) from (select task_instance from "
            + name
            + " where 1 = 0 union all select 'ORDER-a') numbers where task_instance = 'ORDER-A'";
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  private List<Timer> timers(Connection connection, PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<Timer> timers = new ArrayList<>();
      while (rows.next()) {
        timers.add(timer(connection, rows));
      }
      return timers;
    }
  }

  private Timer timer(Connection connection, ResultSet row) throws SQLException {
    var columns = database(connection).columns();
    return new Timer(
        row.getString("task_instance"),
        columns.getInstant(row, "execution_time"),
        TimerData.of(columns.getTaskData(row, "task_data")),
        row.getLong("version"));
  }
}
