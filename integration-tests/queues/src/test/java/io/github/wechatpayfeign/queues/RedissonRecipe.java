package io.github.wechatpayfeign.queues;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBlockingDeque;
import org.redisson.api.RDelayedQueue;
import org.redisson.api.RedissonClient;
import org.redisson.api.queue.DequeMoveArgs;
import org.redisson.client.codec.StringCodec;

/** Orders that expire by way of Redisson's delayed queue. */
// Redisson has withdrawn its delayed queue in favour of one that only its PRO edition has.
@SuppressWarnings("deprecation")
final class RedissonRecipe {

  private static final String DUE = "expired-orders";
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final RBlockingDeque<String> due;
  private final RDelayedQueue<String> delayed;
  private final RBlockingDeque<String> busy;

  /**
   * Opens the queues.
   *
   * @param worker a name that no other worker has at the same time, and that is the same again
   *     after a restart
   */
  RedissonRecipe(RedissonClient redisson, String worker) {
    due = redisson.getBlockingDeque(DUE, StringCodec.INSTANCE);
    delayed = redisson.getDelayedQueue(due);
    busy = redisson.getBlockingDeque(DUE + ".busy." + worker, StringCodec.INSTANCE);
  }

  void send(String no, Duration delay) {
    delayed.offer(no, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes due orders until the thread is interrupted. */
  void work(Function<String, Optional<Duration>> close) throws InterruptedException {
    // What this worker had taken when it ended.
    for (String no : busy.readAll()) {
      handle(no, close);
    }
    while (!Thread.currentThread().isInterrupted()) {
      String no = take();
      if (no != null) {
        handle(no, close);
      }
    }
  }

  private @Nullable String take() throws InterruptedException {
    return due.move(WAIT, DequeMoveArgs.pollFirst().addLastTo(busy.getName()));
  }

  private void handle(String no, Function<String, Optional<Duration>> close) {
    Optional<Duration> again = close.apply(no);
    if (again.isPresent()) {
      send(no, again.get());
    }
    busy.remove(no);
  }
}
