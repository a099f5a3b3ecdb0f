package io.github.wechatpayfeign.expiry;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * The database's time, for everything that processes have to agree on: a process whose own clock is
 * minutes ahead would close orders early and take other processes for dead. It is measured, and
 * measured again, and goes on by the monotonic clock in between.
 */
final class DatabaseClock implements Clock {

  private final DataSource dataSource;
  private final Database database;
  private final LongSupplier nanoTime;
  private volatile Reading last;

  private record Reading(Instant time, long at) {}

  /**
   * Measures the time.
   *
   * @throws SQLException if it cannot be measured: without it nothing may start
   */
  DatabaseClock(DataSource dataSource, Database database, LongSupplier nanoTime)
      throws SQLException {
    this.dataSource = dataSource;
    this.database = database;
    this.nanoTime = nanoTime;
    this.last = read();
  }

  /** Measures the time again; if that fails, the last reading goes on. */
  void measure() throws SQLException {
    last = read();
  }

  private Reading read() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      long before = nanoTime.getAsLong();
      Instant time = database.now(connection);
      long after = nanoTime.getAsLong();
      // It was read somewhere in between; the middle is at most half of the round trip wrong.
      return new Reading(time, before + (after - before) / 2);
    }
  }

  @Override
  public Instant now() {
    Reading reading = last;
    return reading.time().plus(Duration.ofNanos(nanoTime.getAsLong() - reading.at()));
  }
}
