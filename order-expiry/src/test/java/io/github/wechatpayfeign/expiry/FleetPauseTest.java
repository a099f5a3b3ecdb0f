package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When the fleet stands still, and for how long, by a clock that the test moves. */
class FleetPauseTest {

  private static final int PER_SECOND = 10;

  private final AtomicLong nanos = new AtomicLong(1);
  private final Bucket bucket = bucket(nanos);
  private final RequestLimit limit = new RequestLimit(bucket, PER_SECOND, 1);
  private final FleetPause fleet = new FleetPause(limit, nanos::get);

  private static Bucket bucket(AtomicLong nanos) {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(PER_SECOND).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
        .withCustomTimePrecision(
            new TimeMeter() {
              @Override
              public long currentTimeNanos() {
                return nanos.get();
              }

              @Override
              public boolean isWallClockBased() {
                return false;
              }
            })
        .build();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void limitThree() {
    fleet.limited("ORDER-1");
    fleet.limited("ORDER-2");
    fleet.limited("ORDER-3");
  }

  /** How long the fleet stands still from now on; the bucket was full before. */
  private Duration pause() {
    long debt = bucket.getAvailableTokens() - PER_SECOND;
    return Duration.ofMillis(-debt * 1000 / PER_SECOND);
  }

  @Test
  void pausesForTenSecondsIfThreeOrdersAreLimited() {
    limitThree();

    assertThat(pause()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void doesNotPauseForTwoOrders() {
    fleet.limited("ORDER-1");
    fleet.limited("ORDER-2");

    assertThat(pause()).isZero();
  }

  @Test
  void doesNotPauseForOneOrderHoweverOftenItIsLimited() {
    for (int i = 0; i < 100; i++) {
      fleet.limited("ORDER-1");
    }

    assertThat(pause()).isZero();
  }

  @Test
  void countsOrdersForFiveSeconds() {
    fleet.limited("ORDER-1");
    fleet.limited("ORDER-2");
    pass(Duration.ofSeconds(5));
    fleet.limited("ORDER-3");

    assertThat(pause()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void forgetsOrdersAfterFiveSeconds() {
    fleet.limited("ORDER-1");
    fleet.limited("ORDER-2");
    pass(Duration.ofSeconds(5).plusNanos(1));
    fleet.limited("ORDER-3");

    assertThat(pause()).isZero();
  }

  @Test
  void doesNotPauseAgainWhileTheFleetStandsStill() {
    limitThree();
    limitThree();

    assertThat(pause()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void doublesToFiveMinutes() {
    for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
      limitThree();
      assertThat(pause()).isEqualTo(Duration.ofSeconds(seconds));
      pass(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void beginsWithTenSecondsAgainAfterTenQuietMinutes() {
    limitThree();
    pass(Duration.ofMinutes(10));
    limitThree();
    assertThat(pause()).as("not quiet for long enough").isEqualTo(Duration.ofSeconds(20));

    pass(Duration.ofMinutes(10).plusNanos(1));
    limitThree();

    assertThat(pause()).isEqualTo(Duration.ofSeconds(10));
  }
}
