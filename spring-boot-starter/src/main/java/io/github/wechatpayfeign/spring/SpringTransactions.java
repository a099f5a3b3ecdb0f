package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.expiry.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Spring's transactions on one {@link DataSource}: those that JdbcTemplate, MyBatis and JPA take
 * part in too, because their transaction manager binds the connection of that data source to the
 * thread.
 */
final class SpringTransactions implements Transactions {

  private static final TransactionDefinition NEW =
      new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

  private final DataSource dataSource;
  private final String name;
  private final PlatformTransactionManager manager;

  private SpringTransactions(
      DataSource dataSource, String name, PlatformTransactionManager manager) {
    this.dataSource = dataSource;
    this.name = name;
    this.manager = manager;
  }

  /**
   * Returns the transactions of the first manager that manages a data source.
   *
   * @param managers transaction managers by the names of their beans, the preferred one first
   * @throws WrongTransactionManagerException if none of them does
   */
  static SpringTransactions of(
      DataSource dataSource, Map<String, PlatformTransactionManager> managers) {
    DataSource target = target(dataSource);
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, PlatformTransactionManager> each : managers.entrySet()) {
      String problem = problem(each.getValue(), target);
      if (problem == null) {
        return new SpringTransactions(target, each.getKey(), each.getValue());
      }
      others.add(each.getKey() + " (" + each.getValue().getClass().getName() + ") " + problem);
    }
    throw new WrongTransactionManagerException(others);
  }

  /** Returns the data source whose connections belong to no transaction. */
  static DataSource target(DataSource dataSource) {
    DataSource target =
        dataSource instanceof TransactionAwareDataSourceProxy proxy
            ? proxy.getTargetDataSource()
            : null;
    return target == null ? dataSource : target;
  }

  /** Returns why a manager does not manage a data source; null if it does. */
  private static @Nullable String problem(
      PlatformTransactionManager manager, DataSource dataSource) {
    if (manager instanceof DataSourceTransactionManager simple) {
      return simple.getDataSource() == dataSource ? null : "manages another DataSource";
    }
    try {
      TransactionStatus probe = manager.getTransaction(NEW);
      try {
        return TransactionSynchronizationManager.hasResource(dataSource)
            ? null
            : "binds no connection of this DataSource to the thread";
      } finally {
        manager.rollback(probe);
      }
    } catch (RuntimeException e) {
      return "fails to begin a transaction: " + e.getMessage();
    }
  }

  @Override
  public <T> T begin(Work<T> work) throws SQLException {
    TransactionStatus status = start();
    T result;
    try {
      result = run(work);
    } catch (Throwable e) {
      rollback(status, e);
      throw e;
    }
    manager.commit(status);
    return result;
  }

  private TransactionStatus start() throws SQLException {
    try {
      return manager.getTransaction(NEW);
    } catch (TransactionException e) {
      throw new SQLException("No transaction can be begun: " + e.getMessage(), e);
    }
  }

  private void rollback(TransactionStatus status, Throwable failure) {
    try {
      manager.rollback(status);
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  @Override
  public <T> T join(Work<T> work) throws SQLException {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "A timer is written and settled in the transaction of its order, but the thread is in"
              + " none: call this from a method with @Transactional, or inside of a"
              + " TransactionTemplate");
    }
    if (!TransactionSynchronizationManager.hasResource(dataSource)) {
      throw new IllegalStateException(
          "A timer is written and settled in the transaction of its order, but that of the thread"
              + " holds no connection of the DataSource of the timers: begin it with the"
              + " transaction manager "
              + name
              + ", as by @Transactional(\""
              + name
              + "\")");
    }
    return run(work);
  }

  private <T> T run(Work<T> work) throws SQLException {
    Connection connection = DataSourceUtils.doGetConnection(dataSource);
    try {
      return work.run(connection);
    } finally {
      DataSourceUtils.doReleaseConnection(connection, dataSource);
    }
  }
}
