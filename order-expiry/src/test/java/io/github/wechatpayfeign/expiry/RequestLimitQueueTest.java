package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many workers of one process wait for the limit at once. */
class RequestLimitQueueTest {

  private static final int WORKERS = 16;

  private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
  private final AtomicInteger leases = new AtomicInteger();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** A bucket of the fleet is a row in a database: each question to it is a statement. */
  @Test
  void asksTheBucketForOneOfTheWorkersThatWait() throws Exception {
    RequestLimit limit = new RequestLimit(bucketOf(100), 100, 1);

    assertThat(takeAll(limit)).containsOnly(true);
    assertThat(leases.get()).isBetween(WORKERS, 4 * WORKERS);
  }

  @Test
  void letsAllWorkersGoThatWaitWhenTheProcessStops() throws Exception {
    Bucket none = bucketOf(100);
    none.consumeIgnoringRateLimits(1_000_000);
    RequestLimit limit = new RequestLimit(none, 100, 1);
    List<Future<Boolean>> waiting = submit(limit);
    while (leases.get() == 0) {
      Thread.onSpinWait();
    }

    limit.stop();

    for (Future<Boolean> each : waiting) {
      assertThat(each.get(10, TimeUnit.SECONDS)).isFalse();
    }
  }

  private List<Boolean> takeAll(RequestLimit limit) throws Exception {
    List<Boolean> taken = new ArrayList<>();
    for (Future<Boolean> each : submit(limit)) {
      taken.add(each.get(30, TimeUnit.SECONDS));
    }
    return taken;
  }

  private List<Future<Boolean>> submit(RequestLimit limit) {
    Callable<Boolean> take = () -> limit.take(1);
    return IntStream.range(0, WORKERS).mapToObj(i -> threads.submit(take)).toList();
  }

  /** Returns a bucket that counts how often permits are asked for, and holds one of them. */
  private Bucket bucketOf(int perSecond) {
    Bucket bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .build();
    return (Bucket)
        Proxy.newProxyInstance(
            Bucket.class.getClassLoader(),
            new Class<?>[] {Bucket.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("tryConsume")) {
                leases.incrementAndGet();
              }
              try {
                return method.invoke(bucket, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
