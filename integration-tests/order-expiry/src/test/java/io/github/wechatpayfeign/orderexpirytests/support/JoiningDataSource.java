package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.expiry.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the connection of the transaction that a thread is in, which nobody but the transaction
 * closes, as Spring's TransactionAwareDataSourceProxy does.
 */
public final class JoiningDataSource extends DelegatingDataSource {

  private final Transactions transactions;

  @SuppressWarnings("ThreadLocalUsage") // Each database has transactions of its own.
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  public JoiningDataSource(DataSource pool) {
    super(pool);
    this.transactions = Transactions.of(pool);
  }

  /** Runs work in a transaction that this thread's connections take part in. */
  public <T> T inTransaction(Transactions.Work<T> work) throws SQLException {
    return transactions.begin(
        connection -> {
          current.set(connection);
          try {
            return work.run(connection);
          } finally {
            current.remove();
          }
        });
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection joined = current.get();
    return joined == null ? pool.getConnection() : keptOpen(joined);
  }

  private static Connection keptOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            JoiningDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
