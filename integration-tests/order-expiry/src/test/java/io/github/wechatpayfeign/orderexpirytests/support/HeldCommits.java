package io.github.wechatpayfeign.orderexpirytests.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** Connections whose commits wait while a test looks at what they have locked. */
public final class HeldCommits extends DelegatingDataSource {

  private final CountDownLatch holding = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean held;

  public HeldCommits(DataSource pool) {
    super(pool);
  }

  /** Lets commits wait from now on. */
  public void hold() {
    held = true;
  }

  /** Returns whether a commit waits. */
  public boolean isHolding() {
    return holding.getCount() == 0;
  }

  /** Lets commits go on. */
  public void release() {
    held = false;
    released.countDown();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = pool.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            HeldCommits.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && held) {
                holding.countDown();
                released.await();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
