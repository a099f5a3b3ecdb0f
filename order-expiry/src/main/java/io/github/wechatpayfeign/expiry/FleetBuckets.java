package io.github.wechatpayfeign.expiry;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bucket of the fleet's limit in the database of the timers, by Bucket4j's own protocol
 * for compare and swap. No process holds a lock between two statements, so one that stands still
 * stops no other. Bucket4j's artifacts for single databases hold one, and there is none for H2.
 */
final class FleetBuckets extends AbstractCompareAndSwapBasedProxyManager<Long> {

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
  protected CompareAndSwapOperation beginCompareAndSwapOperation(Long key) {
    return new CompareAndSwapOperation() {
      @Override
      public Optional<byte[]> getStateData(Optional<Long> timeout) {
        return run(connection -> Optional.ofNullable(read(connection, key)));
      }

      @Override
      public boolean compareAndSwap(
          byte @Nullable [] original,
          byte[] changed,
          RemoteBucketState state,
          Optional<Long> timeout) {
        return run(
            connection ->
                original == null
                    ? insert(connection, key, changed)
                    : update(connection, key, original, changed));
      }
    };
  }

  private byte @Nullable [] read(Connection connection, long key) throws SQLException {
    String sql = "select state from " + table + " where id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  private boolean update(Connection connection, long key, byte[] original, byte[] changed)
      throws SQLException {
    String sql = "update " + table + " set state = ? where id = ? and state = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setBytes(1, changed);
      update.setLong(2, key);
      update.setBytes(3, original);
      return update.executeUpdate() == 1;
    }
  }

  private boolean insert(Connection connection, long key, byte[] changed) throws SQLException {
    String sql = "insert into " + table + " (id, state) values (?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, key);
      insert.setBytes(2, changed);
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      if (read(connection, key) == null) {
        throw e;
      }
      // Another process was first.
      return false;
    }
  }

  /** A piece of work of one statement. */
  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Each statement commits itself, in the database, however long this process stands still. */
  private <T> T run(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try {
        return work.run(connection);
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new BucketExceptions.BucketExecutionException(e);
    }
  }

  @Override
  protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(Long key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isAsyncModeSupported() {
    return false;
  }

  @Override
  protected CompletableFuture<Void> removeAsync(Long key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeProxy(Long key) {
    throw new UnsupportedOperationException("The fleet needs its bucket");
  }

  @Override
  public boolean isExpireAfterWriteSupported() {
    return false;
  }
}
