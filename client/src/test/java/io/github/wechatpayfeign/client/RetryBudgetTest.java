package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens that repeated attempts take and successes give back, also between threads. */
class RetryBudgetTest {

  private static final int THREADS = 16;

  @ParameterizedTest(name = "{0} tokens are {1} attempts, and {2} tokens are left")
  @CsvSource({"500, 100, 0", "14, 2, 4", "10, 2, 0", "9, 1, 4", "5, 1, 0", "4, 0, 4", "0, 0, 0"})
  void isDrainedByRepeatedAttempts(int capacity, int attempts, int left) {
    RetryBudget budget = new RetryBudget(capacity);

    int taken = 0;
    while (budget.take()) {
      taken++;
    }

    assertThat(taken).isEqualTo(attempts);
    assertThat(budget.tokens()).isEqualTo(left);
    assertThat(budget.take()).isFalse();
    assertThat(budget.tokens()).isEqualTo(left);
  }

  @Test
  void isRefilledByOneWithASuccessAtTheFirstAttempt() {
    RetryBudget budget = drained(10);

    for (int successes = 1; successes <= 4; successes++) {
      budget.succeeded(false);
      assertThat(budget.tokens()).isEqualTo(successes);
      assertThat(budget.take()).as("after %s successes", successes).isFalse();
    }
    budget.succeeded(false);

    assertThat(budget.take()).as("after 5 successes").isTrue();
    assertThat(budget.tokens()).isZero();
  }

  @Test
  void isGivenBackWhatARepeatedAttemptTookWhenItSucceeds() {
    RetryBudget budget = drained(10);

    budget.succeeded(true);

    assertThat(budget.tokens()).isEqualTo(5);
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isNeverMoreThanFull(boolean repeated) {
    RetryBudget budget = new RetryBudget(7);

    budget.succeeded(repeated);
    assertThat(budget.tokens()).isEqualTo(7);

    assertThat(budget.take()).isTrue();
    budget.succeeded(true);
    budget.succeeded(repeated);
    assertThat(budget.tokens()).isEqualTo(7);
  }

  @Test
  void repeatsNothingWhenItIsZero() {
    RetryBudget budget = new RetryBudget(0);

    budget.succeeded(false);
    budget.succeeded(true);

    assertThat(budget.take()).isFalse();
    assertThat(budget.tokens()).isZero();
  }

  @Test
  void isTakenByNoMoreThreadsThanItHasTokensFor() throws Exception {
    RetryBudget budget = new RetryBudget(1_000_000);

    int taken =
        inAllThreads(
            () -> {
              int count = 0;
              for (int i = 0; i < 50_000; i++) {
                count += budget.take() ? 1 : 0;
              }
              return count;
            });

    assertThat(taken).isEqualTo(200_000);
    assertThat(budget.tokens()).isZero();
  }

  @Test
  void staysBetweenZeroAndFullWhateverTheThreadsDo() throws Exception {
    RetryBudget budget = new RetryBudget(12);

    int outOfRange =
        inAllThreads(
            () -> {
              int count = 0;
              for (int i = 0; i < 20_000; i++) {
                if (i % 3 == 0) {
                  budget.succeeded(i % 2 == 0);
                } else {
                  boolean unused = budget.take();
                }
                int tokens = budget.tokens();
                count += tokens < 0 || tokens > 12 ? 1 : 0;
              }
              return count;
            });

    assertThat(outOfRange).isZero();
  }

  @Test
  void losesNoTokenBetweenThreads() throws Exception {
    RetryBudget budget = drained(1_000_000);

    int taken =
        inAllThreads(
            () -> {
              int count = 0;
              for (int i = 0; i < 10_000; i++) {
                budget.succeeded(false);
                count += i % 10 == 9 && budget.take() ? 1 : 0;
              }
              return count;
            });

    assertThat(budget.tokens()).isEqualTo(THREADS * 10_000 - 5 * taken);
  }

  private static RetryBudget drained(int capacity) {
    RetryBudget budget = new RetryBudget(capacity);
    while (budget.take()) {
      assertThat(budget.tokens()).isNotNegative();
    }
    return budget;
  }

  private static int inAllThreads(Callable<Integer> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      int sum = 0;
      for (Future<Integer> result : results) {
        sum += result.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }
}
