package io.github.wechatpayfeign.cli.orders;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Takes all orders of a run through a step. Each worker takes an order number, takes the step and
 * writes the result before it takes the next number. So the memory holds no more orders than there
 * are workers.
 */
final class Workers {

  private final OrderNumbers orders;
  private final OrderStep step;
  private final Results results;

  Workers(OrderNumbers orders, OrderStep step, Results results) {
    this.orders = orders;
    this.step = step;
    this.results = results;
  }

  /**
   * Runs until each order has its result, or the run is stopped.
   *
   * @throws IOException if the orders cannot be read or the results cannot be written
   */
  void run(int workers) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<@Nullable Void>> ends =
          threads.invokeAll(Collections.nCopies(workers, this::workUntilNoneIsLeft));
      for (Future<@Nullable Void> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** The loop of one worker, on its own thread. */
  private @Nullable Void workUntilNoneIsLeft() throws IOException {
    while (!results.tally().isStopped()) {
      OrderLine next = orders.next();
      if (next == null) {
        return null;
      }
      if (results.begin(next.number())) {
        try {
          results.write(next.number(), step.take(next.number()));
        } finally {
          results.end();
        }
      }
    }
    return null;
  }
}
