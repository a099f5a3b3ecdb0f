package io.github.wechatpayfeign.benchmarks.expiry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What happens to an expired order in its transaction, the same for workers and for a sweep. */
final class Settlement {

  private Settlement() {}

  /**
   * Ends an order, gives its piece back to the stock and writes a line of the journal.
   *
   * @return false if the order does not wait any more; then nothing is changed
   */
  static boolean settle(Connection connection, String no, String kind) throws SQLException {
    int product = end(connection, no, kind);
    if (product == 0) {
      return false;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into journal (no, kind) values (?, ?)")) {
      insert.setString(1, no);
      insert.setString(2, kind);
      insert.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement("update stock set pieces = pieces + 1 where product = ?")) {
      update.setInt(1, product);
      update.executeUpdate();
    }
    return true;
  }

  private static int end(Connection connection, String no, String kind) throws SQLException {
    String sql = "update orders set state = ? where no = ? and state = 'WAITING' returning product";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, kind);
      update.setString(2, no);
      try (ResultSet row = update.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }
}
