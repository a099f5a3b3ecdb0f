package io.github.wechatpayfeign.cli;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Closes all orders of a run. Each worker takes an order number, closes the order and writes the
 * result before it takes the next one: so no more orders are in memory than there are workers.
 */
final class Workers {

  private final OrderNumbers orders;
  private final Closer closer;
  private final Results results;

  Workers(OrderNumbers orders, Closer closer, Results results) {
    this.orders = orders;
    this.closer = closer;
    this.results = results;
  }

  /**
   * Returns when every order is closed or told why not.
   *
   * @throws IOException if the orders could not be read, or the results not be written
   */
  void run(int workers) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<@Nullable Void>> ends =
          threads.invokeAll(Collections.nCopies(workers, this::closeUntilNoneIsLeft));
      for (Future<@Nullable Void> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private @Nullable Void closeUntilNoneIsLeft() throws IOException {
    for (String order = orders.next(); order != null; order = orders.next()) {
      results.write(closer.closeOrder(order));
    }
    return null;
  }
}
