package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock of the database goes on by the monotonic clock, which the test moves. */
class DatabaseClockTest {

  private final TestDatabase database = new TestDatabase();
  private final AtomicLong nanos = new AtomicLong();

  @AfterEach
  void close() {
    database.close();
  }

  private DatabaseClock clock(LongSupplier nanoTime) throws SQLException {
    return new DatabaseClock(database.dataSource(), Database.H2, nanoTime);
  }

  @Test
  void tellsTheTimeOfTheDatabase() throws Exception {
    Instant before = Instant.now();
    DatabaseClock clock = clock(nanos::get);
    Instant after = Instant.now();

    assertThat(clock.now()).isBetween(before.minusMillis(1), after.plusMillis(1));
  }

  @Test
  void goesOnByTheMonotonicClockAndNotByThatOfTheProcess() throws Exception {
    DatabaseClock clock = clock(nanos::get);
    Instant start = clock.now();
    assertThat(clock.now()).isEqualTo(start);

    nanos.addAndGet(Duration.ofMinutes(10).toNanos());

    assertThat(clock.now()).isEqualTo(start.plus(Duration.ofMinutes(10)));
  }

  @Test
  void takesTheMiddleOfTheRoundTrip() throws Exception {
    long[] times = {0, 4_000_000_000L, 4_000_000_000L};
    int[] reads = {0};
    Instant before = Instant.now();
    DatabaseClock clock = clock(() -> times[reads[0]++]);
    Instant after = Instant.now();

    assertThat(clock.now().minusSeconds(2)).isBetween(before.minusMillis(1), after.plusMillis(1));
  }

  @Test
  void isRightAgainAfterItIsMeasured() throws Exception {
    DatabaseClock clock = clock(nanos::get);
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(clock.now()).isAfter(Instant.now().plus(Duration.ofMinutes(59)));

    clock.measure();

    assertThat(clock.now()).isBefore(Instant.now().plusSeconds(1));
  }

  @Test
  void keepsTheLastReadingIfTheDatabaseFails() throws Exception {
    DatabaseClock clock = clock(nanos::get);
    Instant start = clock.now();
    database.close();

    assertThatThrownBy(clock::measure).isInstanceOf(SQLException.class);

    assertThat(clock.now()).isEqualTo(start);
    assertThatThrownBy(() -> clock(nanos::get)).isInstanceOf(SQLException.class);
  }
}
