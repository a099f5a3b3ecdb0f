package io.github.wechatpayfeign.expiry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The transactions of the application, in which timers are written and settled. The Spring Boot
 * starter has one for Spring's; {@link #of} makes one for plain JDBC. Thread-safe.
 */
public interface Transactions {

  /**
   * Work on the connection of a transaction. It neither commits nor closes the connection.
   *
   * @param <T> what it returns
   */
  @FunctionalInterface
  interface Work<T> {

    /** Does the work. */
    T run(Connection connection) throws SQLException;
  }

  /**
   * Runs work in a new transaction, which commits if the work returns and is rolled back if it
   * throws.
   *
   * @throws SQLException if the database fails; what the work throws leaves as it is
   * @throws RuntimeException if the commit is refused, such as by a change that is only then sent
   *     to the database: nothing is committed
   */
  <T> T begin(Work<T> work) throws SQLException;

  /**
   * Runs work in the transaction that the current thread is in.
   *
   * @throws IllegalStateException if there is none
   * @throws SQLException if the database fails
   */
  <T> T join(Work<T> work) throws SQLException;

  /** Returns transactions of plain JDBC, which belong to the thread that began them. */
  static Transactions of(DataSource dataSource) {
    return new JdbcTransactions(Objects.requireNonNull(dataSource, "dataSource"));
  }
}
