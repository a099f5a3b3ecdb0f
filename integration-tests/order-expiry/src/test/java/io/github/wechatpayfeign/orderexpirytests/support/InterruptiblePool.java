package io.github.wechatpayfeign.orderexpirytests.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

/** A pool that gives no connection to a thread that is interrupted, as pools do that wait. */
public final class InterruptiblePool extends DelegatingDataSource {

  public InterruptiblePool(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (Thread.currentThread().isInterrupted()) {
      throw new SQLTransientConnectionException("Interrupted during connection acquisition");
    }
    return pool.getConnection();
  }
}
