package io.github.wechatpayfeign.benchmarks.expiry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Some processes that settle the orders of one database. */
final class Fleet {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Server server;
  private final List<Child> children;

  Fleet(Server server, List<Child> children) {
    this.server = server;
    this.children = children;
  }

  /**
   * Lets workers settle orders, and measures after the first fifth of them.
   *
   * @param limit the requests a second of the fleet
   * @param orders how many to measure
   */
  Window work(Tables tables, int limit, long orders) throws InterruptedException {
    return work("start " + tables.url() + " " + limit, orders);
  }

  /** Lets workers settle orders that they close at the gateway of a file. */
  Window work(Tables tables, String gateway, long orders) throws InterruptedException {
    return work("start " + tables.url() + " " + ExpiryBenchmark.NO_LIMIT + " " + gateway, orders);
  }

  private Window work(String command, long orders) throws InterruptedException {
    Window before = now();
    start(command);
    Window start = await(before, orders / 5);
    Window end = await(start, orders);
    stop();
    return end.since(start);
  }

  void start(String command) {
    children.forEach(child -> child.ask(command));
  }

  void stop() {
    children.forEach(child -> child.ask("stop"));
  }

  /** Waits until so many orders were settled from a moment on. */
  Window await(Window from, long orders) throws InterruptedException {
    Window last = now();
    Window now = last;
    while (now.orders() - from.orders() < orders) {
      Thread.sleep(50);
      now = now();
      if (now.orders() > last.orders()) {
        last = now;
      } else if (now.nanos() - last.nanos() > PATIENCE.toNanos()) {
        throw new IllegalStateException("No order was settled for " + PATIENCE);
      }
    }
    return now;
  }

  /** Lets all processes sweep at the same time, as their clocks let them. */
  Window sweep(int times) {
    Window start = now();
    for (int i = 0; i < times; i++) {
      List<CompletableFuture<Void>> sweeps =
          children.stream()
              .map(child -> CompletableFuture.runAsync(() -> child.ask("sweep")))
              .toList();
      sweeps.forEach(CompletableFuture::join);
    }
    return now().since(start);
  }

  Window now() {
    return Window.now(server, children);
  }

  long count(String name) {
    return children.stream().mapToLong(child -> child.count(name)).sum();
  }
}
