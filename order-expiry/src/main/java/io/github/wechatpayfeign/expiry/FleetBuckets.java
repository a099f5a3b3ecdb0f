package io.github.wechatpayfeign.expiry;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.AbstractSelectForUpdateBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.LockAndGetResult;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps the bucket of the fleet's limit in the database of the timers, by Bucket4j's own protocol
 * for {@code select ... for update}: the artifacts of Bucket4j for single databases do not have one
 * version in common, and there is none for MariaDB and H2.
 */
final class FleetBuckets extends AbstractSelectForUpdateBasedProxyManager<Long> {

  private static final long KEY = 1;

  private final DataSource dataSource;
  private final String table;

  private FleetBuckets(DataSource dataSource, String table, DatabaseClock clock) {
    super(ClientSideConfig.getDefault().withClientClock(new Meter(clock)));
    this.dataSource = dataSource;
    this.table = table;
  }

  /** Returns the bucket of the fleet; the configuration of the last process that starts counts. */
  static BucketProxy bucket(
      DataSource dataSource, String table, DatabaseClock clock, BucketConfiguration configuration) {
    BucketProxy bucket =
        new FleetBuckets(dataSource, table, clock).builder().build(KEY, () -> configuration);
    bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS);
    return bucket;
  }

  /** The time of the database, so that processes with other clocks share one bucket. */
  private record Meter(DatabaseClock clock) implements TimeMeter {

    private static final long NANOS = 1_000_000_000L;

    @Override
    public long currentTimeNanos() {
      Instant now = clock.now();
      return now.getEpochSecond() * NANOS + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  @Override
  protected SelectForUpdateBasedTransaction allocateTransaction(Long key, Optional<Long> timeout) {
    try {
      return new RowTransaction(dataSource.getConnection(), key, timeout);
    } catch (SQLException e) {
      throw new BucketExceptions.BucketExecutionException(e);
    }
  }

  @Override
  public void removeProxy(Long key) {
    throw new UnsupportedOperationException("The fleet needs its bucket");
  }

  @Override
  public boolean isExpireAfterWriteSupported() {
    return false;
  }

  /** What is done with the row in one transaction, on one connection. */
  private final class RowTransaction implements SelectForUpdateBasedTransaction {

    private final Connection connection;
    private final long key;
    private final Optional<Long> timeout;

    RowTransaction(Connection connection, long key, Optional<Long> timeout) {
      this.connection = connection;
      this.key = key;
      this.timeout = timeout;
    }

    /** A step that the database may fail. */
    private interface Step<T> {
      T run() throws SQLException;
    }

    /** A step without a result. */
    private interface Action {
      void run() throws SQLException;
    }

    private static void run(Action action) {
      boolean unused =
          step(
              () -> {
                action.run();
                return true;
              });
    }

    private static <T> T step(Step<T> step) {
      try {
        return step.run();
      } catch (SQLException e) {
        throw new BucketExceptions.BucketExecutionException(e);
      }
    }

    private PreparedStatement statement(String sql) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      applyTimeout(statement, timeout);
      return statement;
    }

    @Override
    public void begin(Optional<Long> nanos) {
      run(() -> connection.setAutoCommit(false));
    }

    @Override
    public LockAndGetResult tryLockAndGet(Optional<Long> nanos) {
      return step(
          () -> {
            String sql = "select state from " + table + " where id = ? for update";
            try (PreparedStatement select = statement(sql)) {
              select.setLong(1, key);
              try (ResultSet row = select.executeQuery()) {
                return row.next()
                    ? LockAndGetResult.locked(row.getBytes(1))
                    : LockAndGetResult.notLocked();
              }
            }
          });
    }

    /** Another process may insert the row first; then the transaction starts anew. */
    @Override
    public boolean tryInsertEmptyData(Optional<Long> nanos) {
      return step(
          () -> {
            String sql = "insert into " + table + " (id, state) values (?, null)";
            try (PreparedStatement insert = statement(sql)) {
              insert.setLong(1, key);
              return insert.executeUpdate() == 1;
            } catch (SQLException e) {
              connection.rollback();
              if (tryLockAndGet(nanos).isLocked()) {
                connection.rollback();
                return false;
              }
              throw e;
            }
          });
    }

    @Override
    public void update(byte[] data, RemoteBucketState state, Optional<Long> nanos) {
      run(
          () -> {
            String sql = "update " + table + " set state = ? where id = ?";
            try (PreparedStatement update = statement(sql)) {
              update.setBytes(1, data);
              update.setLong(2, key);
              update.executeUpdate();
            }
          });
    }

    @Override
    public void commit(Optional<Long> nanos) {
      run(connection::commit);
    }

    @Override
    public void rollback() {
      run(connection::rollback);
    }

    @Override
    public void release() {
      run(
          () -> {
            try (connection) {
              connection.setAutoCommit(true);
            }
          });
    }
  }
}
