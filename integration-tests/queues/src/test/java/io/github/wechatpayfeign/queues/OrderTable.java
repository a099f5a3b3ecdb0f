package io.github.wechatpayfeign.queues;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.expiry.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The orders of a shop, which are changed only while they wait for their payment. */
final class OrderTable {

  private final Transactions transactions;
  private final Clock clock;

  OrderTable(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Returns until when an order can be paid; empty if it does not wait for a payment. */
  Optional<Instant> waitsUntil(String no) throws SQLException {
    return transactions.begin(
        connection -> {
          String sql = "select time_expire from orders where no = ? and state = 'WAITING'";
          try (PreparedStatement select = prepare(connection, sql, no);
              ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
          }
        });
  }

  /** Settles an order in a transaction of its own; false if it was settled before. */
  boolean settle(String no, Kind kind) throws SQLException {
    return transactions.begin(connection -> settle(connection, no, kind));
  }

  /** Settles an order in the transaction of the connection; false if it was settled before. */
  static boolean settle(Connection connection, String no, Kind kind) throws SQLException {
    String sql = "update orders set state = ? where no = ? and state = 'WAITING'";
    if (update(connection, sql, kind.name(), no) == 0) {
      return false;
    }
    switch (kind) {
      case CLOSED, ALREADY_CLOSED, NOT_FOUND -> releaseStock(connection);
      case PAID -> deliver(connection, no);
      case REFUNDED -> leaveToStaff(connection, no);
      case UNSETTLED -> throw new IllegalArgumentException("Nothing is known about " + no);
    }
    write(connection, no, kind);
    return true;
  }

  private static void releaseStock(Connection connection) throws SQLException {
    update(connection, "update stock set pieces = pieces + 1 where id = 1");
  }

  private static void deliver(Connection connection, String no) throws SQLException {
    update(connection, "insert into outbox values (?, 'DELIVER')", no);
  }

  private static void leaveToStaff(Connection connection, String no) throws SQLException {
    update(connection, "insert into outbox values (?, 'LOOK_AT')", no);
  }

  /** Takes each settlement, also a second one of the same order, so that it is seen. */
  private static void write(Connection connection, String no, Kind kind) throws SQLException {
    update(connection, "insert into journal values (?, ?)", no, kind.name());
  }

  /** Notes when an order was first not found; tells whether that is at least this long ago. */
  boolean notFoundFor(String no, Duration time) throws SQLException {
    Instant now = clock.instant();
    return transactions.begin(
        connection -> {
          String first = "update orders set unknown_at = ? where no = ? and unknown_at is null";
          String again =
              "update orders set unknown_at = unknown_at where no = ? and unknown_at <= ?";
          return update(connection, first, Timestamp.from(now), no) == 0
              && update(connection, again, no, Timestamp.from(now.minus(time))) == 1;
        });
  }

  /** Returns orders that are to be closed now, those that wait longest first. */
  List<String> due(int limit) throws SQLException {
    String sql =
        "select no from orders where state = 'WAITING' and try_at <= ? order by try_at limit "
            + limit;
    Timestamp now = Timestamp.from(clock.instant());
    return transactions.begin(
        connection -> {
          List<String> numbers = new ArrayList<>();
          try (PreparedStatement select = prepare(connection, sql, now);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              numbers.add(rows.getString(1));
            }
          }
          return numbers;
        });
  }

  /** Takes an order for this long; false if another executor has it, or if it was settled. */
  boolean claim(String no, Duration lease) throws SQLException {
    String sql = "update orders set try_at = ? where no = ? and state = 'WAITING' and try_at <= ?";
    Instant now = clock.instant();
    Timestamp until = Timestamp.from(now.plus(lease));
    return transactions.begin(connection -> update(connection, sql, until, no, Timestamp.from(now)))
        == 1;
  }

  /** Lets an order be tried again after a delay. */
  void tryAgain(String no, Duration delay) throws SQLException {
    String sql = "update orders set try_at = ? where no = ?";
    Timestamp at = Timestamp.from(clock.instant().plus(delay));
    int unused = transactions.begin(connection -> update(connection, sql, at, no));
  }

  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
