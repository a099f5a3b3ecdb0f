package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered, for how long, and how much of it. */
class ReplayMemoryTest {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String KEY = "PUB_KEY_ID_01";

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
  private final ReplayMemory memory = new ReplayMemory(TOLERANCE, nanoTime::get);

  private void advance(Duration by) {
    nanoTime.addAndGet(by.toNanos());
  }

  @Test
  void knowsAnAnswerByItsNonceAndItsKey() {
    assertThat(memory.add(KEY, "a")).isTrue();
    assertThat(memory.add(KEY, "b")).isTrue();
    assertThat(memory.add("PUB_KEY_ID_02", "a")).isTrue();

    assertThat(memory.add(KEY, "a")).isFalse();
    assertThat(memory.add(KEY, "b")).isFalse();
    assertThat(memory.add("PUB_KEY_ID_02", "a")).isFalse();
  }

  @Test
  void doesNotMistakeAPartOfTheSerialForOneOfTheNonce() {
    assertThat(memory.add("0A", "B")).isTrue();
    assertThat(memory.add("0", "AB")).isTrue();
  }

  /** An answer from a clock that is ahead is valid for almost two tolerances. */
  @ParameterizedTest(name = "believed {0} s after the memory began")
  @ValueSource(longs = {0, 1, 299, 599, 600, 601, 1_199, 1_200, 5_000})
  void knowsAnAnswerForTwoTolerances(long seconds) {
    advance(Duration.ofSeconds(seconds));
    assertThat(memory.add(KEY, "answer")).isTrue();
    for (int second = 0; second < 600; second++) {
      assertThat(memory.add(KEY, "answer")).as("after " + second + " s").isFalse();
      assertThat(memory.add(KEY, "other" + second)).isTrue();
      advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void forgetsAnAnswerThatIsTooOldToBeBelieved() {
    assertThat(memory.add(KEY, "answer")).isTrue();
    advance(TOLERANCE.multipliedBy(4));
    assertThat(memory.add(KEY, "answer")).isTrue();
  }

  @Test
  void knowsAllAnswersThatItIsToHoldAndForgetsOnlyTheOldest() {
    int most = 1000;
    ReplayMemory small = new ReplayMemory(TOLERANCE, nanoTime::get, most);
    for (int i = 0; i < 10 * most; i++) {
      assertThat(small.add(KEY, "answer" + i)).isTrue();
      int known = Math.max(0, i - most + 1);
      assertThat(small.add(KEY, "answer" + known)).as(known + " after " + i).isFalse();
    }
    assertThat(small.add(KEY, "answer0")).as("beyond two generations").isTrue();
  }

  @Test
  void holdsAsManyAsItSaysInEachGeneration() {
    for (int i = 0; i < ReplayMemory.MAX_ANSWERS; i++) {
      assertThat(memory.add(KEY, "answer" + i)).isTrue();
    }
    assertThat(memory.add(KEY, "one more")).isTrue();
    for (int i = 0; i < ReplayMemory.MAX_ANSWERS; i++) {
      assertThat(memory.add(KEY, "answer" + i)).isFalse();
    }
  }

  @Test
  void remembersNothingWhereItIsOff() {
    ReplayMemory off = ReplayMemory.off();

    assertThat(off.add(KEY, "a")).isTrue();
    assertThat(off.add(KEY, "a")).isTrue();
  }

  @Test
  void takesOneOfTwoCopiesThatComeAtTheSameTime() throws Exception {
    int threads = 8;
    int answers = 20_000;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Long> adding =
          () -> {
            start.await();
            return IntStream.range(0, answers).filter(i -> memory.add(KEY, "answer" + i)).count();
          };
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        counts.add(pool.submit(adding));
      }
      long believed = 0;
      for (Future<Long> count : counts) {
        believed += count.get();
      }
      assertThat(believed).isEqualTo(answers);
    } finally {
      pool.shutdownNow();
    }
  }
}
