package io.github.wechatpayfeign.expiry;

import java.sql.Connection;
import java.sql.SQLException;

/** The table of timers within the transactions of the application. */
record TimerStore(Transactions transactions, TimerTable table) {

  /** A piece of work on the table. */
  @FunctionalInterface
  interface Work<T> {

    T run(TimerTable table, Connection connection) throws SQLException;
  }

  /** Runs work in a new transaction. */
  <T> T begin(Work<T> work) throws SQLException {
    return transactions.begin(connection -> work.run(table, connection));
  }

  /**
   * Runs work in the transaction of the thread.
   *
   * @param action what it does, for the message of the exception
   * @throws IllegalStateException if there is none
   * @throws TimerStoreException if the database fails
   */
  <T> T join(String action, Work<T> work) {
    try {
      return transactions.join(connection -> work.run(table, connection));
    } catch (SQLException e) {
      throw new TimerStoreException(action, e);
    }
  }

  /**
   * Runs work in a new transaction.
   *
   * @param action what it does, for the message of the exception
   * @throws TimerStoreException if the database fails
   */
  <T> T begin(String action, Work<T> work) {
    try {
      return begin(work);
    } catch (SQLException e) {
      throw new TimerStoreException(action, e);
    }
  }
}
