package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Permits are leased from the shared bucket and are given to the workers of one process. */
class RequestLimitTest {

  /** Nothing is refilled while a test runs. */
  private final Bucket bucket =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(10).refillIntervally(10, Duration.ofDays(1)))
          .build();

  @Test
  void leasesAWholeLot() throws Exception {
    RequestLimit limit = new RequestLimit(bucket, 100, 6);

    assertThat(limit.take(2)).isTrue();
    assertThat(bucket.getAvailableTokens()).isEqualTo(4);
    assertThat(limit.take(2)).isTrue();
    assertThat(limit.take(2)).isTrue();
    assertThat(bucket.getAvailableTokens()).as("the lot was not used up before").isEqualTo(4);
  }

  @Test
  void leasesWhatAnOrderNeedsIfTheLotIsSmaller() throws Exception {
    RequestLimit limit = new RequestLimit(bucket, 100, 1);

    assertThat(limit.take(3)).isTrue();

    assertThat(bucket.getAvailableTokens()).isEqualTo(7);
  }

  @Test
  void keepsWhatIsLeftOfALotForTheNextOrder() throws Exception {
    RequestLimit limit = new RequestLimit(bucket, 100, 10);

    for (int i = 0; i < 5; i++) {
      assertThat(limit.take(2)).isTrue();
    }

    assertThat(bucket.getAvailableTokens()).isZero();
  }

  @Test
  void waitsUntilThereAreEnoughPermits() throws Exception {
    RequestLimit limit = new RequestLimit(bucket, 100, 2);
    assertThat(bucket.tryConsume(9)).isTrue();

    CompletableFuture<Boolean> taken = taking(limit, 2);
    assertThat(taken).isNotDone();
    bucket.addTokens(1);

    assertThat(taken.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(bucket.getAvailableTokens()).isZero();
  }

  @Test
  void endsAWaitWhenItStopsAndTakesNothing() throws Exception {
    RequestLimit limit = new RequestLimit(bucket, 100, 2);
    assertThat(bucket.tryConsume(10)).isTrue();
    CompletableFuture<Boolean> taken = taking(limit, 2);

    limit.stop();

    assertThat(taken.get(30, TimeUnit.SECONDS)).isFalse();
    bucket.addTokens(10);
    assertThat(limit.take(2)).as("after the stop").isFalse();
    assertThat(bucket.getAvailableTokens()).isEqualTo(10);
  }

  @Test
  void letsAWaitBeInterrupted() {
    RequestLimit limit = new RequestLimit(bucket, 100, 2);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> limit.take(2)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void owesWhatWasSentWithoutAPermit() {
    RequestLimit limit = new RequestLimit(bucket, 100, 2);

    limit.owe(13);
    assertThat(bucket.getAvailableTokens()).isEqualTo(-3);
    limit.owe(0);
    limit.owe(-2);

    assertThat(bucket.getAvailableTokens()).as("nothing is given back").isEqualTo(-3);
  }

  @Test
  void pausesTheFleetByADebtAndForgetsItsLot() throws Exception {
    RequestLimit limit = new RequestLimit(bucket, 100, 10);
    assertThat(limit.take(1)).isTrue();
    bucket.addTokens(10);

    assertThat(limit.pauseFleet(Duration.ofSeconds(2))).isTrue();

    assertThat(bucket.getAvailableTokens()).isEqualTo(10 - 200);
    CompletableFuture<Boolean> taken = taking(limit, 1);
    assertThat(taken).as("9 permits were leased before the pause").isNotDone();
    limit.stop();
    assertThat(taken.get(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void pausesNoFleetThatStandsStillAlready() {
    RequestLimit limit = new RequestLimit(bucket, 100, 10);
    assertThat(limit.pauseFleet(Duration.ofSeconds(2))).isTrue();

    assertThat(limit.pauseFleet(Duration.ofSeconds(2))).isFalse();

    assertThat(bucket.getAvailableTokens()).isEqualTo(10 - 200);
  }

  /** Takes permits on another thread, and returns when that thread waits. */
  private static CompletableFuture<Boolean> taking(RequestLimit limit, int permits) {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                taken.complete(limit.take(permits));
              } catch (InterruptedException | RuntimeException e) {
                taken.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING && !taken.isDone()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return taken;
  }
}
