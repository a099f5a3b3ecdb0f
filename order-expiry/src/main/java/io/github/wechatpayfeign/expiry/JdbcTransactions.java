package io.github.wechatpayfeign.expiry;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions of plain JDBC: the connection of the current one belongs to the thread. */
final class JdbcTransactions implements Transactions {

  private final DataSource dataSource;

  @SuppressWarnings("ThreadLocalUsage") // Each database has transactions of its own.
  private final ThreadLocal<Connection> current = new ThreadLocal<>();

  JdbcTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public <T> T begin(Work<T> work) throws SQLException {
    if (current.get() != null) {
      throw new IllegalStateException("The thread is in a transaction; end it before the next one");
    }
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      current.set(connection);
      try {
        return committed(connection, work);
      } finally {
        current.remove();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (Throwable e) {
      try {
        connection.rollback();
      } catch (SQLException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  @Override
  public <T> T join(Work<T> work) throws SQLException {
    Connection connection = current.get();
    if (connection == null) {
      throw new IllegalStateException(
          "A timer is written and settled in the transaction of its order, but the thread is in"
              + " none: call this inside of Transactions.begin(...)");
    }
    return work.run(connection);
  }
}
