package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A shop with expired orders, a gateway, and worker processes that close and settle them. Some
 * orders are paid before they are closed, some at that moment, and some are unknown to the gateway.
 */
public final class Fleet implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration WHOLE =
      Duration.ofSeconds(Integer.getInteger("expiry.seconds", 120));
  private static final Duration IDLE_TRANSACTION = Duration.ofSeconds(1);

  private final WechatPaySimulator simulator;
  private final Shop shop;
  private final OrderExpiry expiry;
  private final int requestsPerSecond;
  private final Path gateway;
  private final List<WorkerProcess> workers = new CopyOnWriteArrayList<>();
  private final List<WorkerProcess> all = new CopyOnWriteArrayList<>();

  /** Places orders whose time is over. */
  public Fleet(Database database, int orders, int requestsPerSecond, Random random) {
    this.simulator = WechatPaySimulator.builder().strictAll().start();
    this.shop = Shop.create(database);
    this.expiry = shop.expiry().build();
    this.requestsPerSecond = requestsPerSecond;
    try {
      Path folder = Path.of(System.getProperty("databases.folder"));
      this.gateway =
          Gateway.of(simulator)
              .write(Files.createTempDirectory(Files.createDirectories(folder), "gateway"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      String no = "ORDER-" + i;
      numbers.add(no);
      book(no, random.nextInt(100), random);
    }
    shop.placeDue(expiry, numbers);
  }

  private void book(String no, int kind, Random random) {
    if (kind < 3) {
      return; // The buyer never reached the payment page.
    }
    simulator.createOrder(no);
    if (kind < 10) {
      simulator.pay(no);
    } else if (kind < 25) {
      Step[] steps = Step.values();
      simulator.book().schedule(no, OrderState.PAID, steps[random.nextInt(steps.length)], 1);
    }
  }

  public WechatPaySimulator simulator() {
    return simulator;
  }

  public Shop shop() {
    return shop;
  }

  public OrderExpiry expiry() {
    return expiry;
  }

  /** Starts a worker and waits until it works. */
  public WorkerProcess start() {
    return start(shop.database().withIdleTransactionTimeout(IDLE_TRANSACTION));
  }

  /** Starts a worker that reaches the database in its own way. */
  public WorkerProcess start(FreshDatabase database) {
    WorkerProcess worker =
        WorkerProcess.start(
            ShopWorker.class,
            database.url(),
            database.user(),
            database.password(),
            gateway.toString(),
            Integer.toString(requestsPerSecond));
    workers.add(worker);
    all.add(worker);
    worker.awaitLine("ready", LIMIT);
    return worker;
  }

  /** Kills a worker. */
  public void kill(WorkerProcess worker) {
    workers.remove(worker);
    worker.kill();
  }

  /** Returns the workers that run. */
  public List<WorkerProcess> workers() {
    return workers;
  }

  /** Waits until a number of orders is settled. */
  public void awaitSettled(long orders) {
    Await.until(this, WHOLE, () -> shop.settled() >= orders);
  }

  /**
   * Starts the first worker, and lets it stand still while it waits for answers of the gateway. So
   * it cannot have asked the database to settle these orders.
   *
   * @param requests how many requests are answered before that
   * @return the worker, and the order numbers of its timers
   */
  public StandingStill startOneThatStandsStill(int requests) {
    Map<String, Long> waiting = new ConcurrentHashMap<>();
    simulator.failWhen(
        request -> {
          if (simulator.requestCount() <= requests) {
            return Optional.empty();
          }
          request.outTradeNo().ifPresent(no -> waiting.putIfAbsent(no, System.nanoTime()));
          return Optional.of(Fault.delay(WHOLE, Moment.BEFORE_APPLYING));
        });
    WorkerProcess worker = start();
    Set<String> held;
    do {
      worker.go();
      waiting.clear();
      Await.until(this, LIMIT, () -> !waiting.isEmpty());
      worker.stop();
      // A call that is near its deadline may have ended before the worker stood still.
      long now = System.nanoTime();
      waiting.values().removeIf(since -> now - since > ShopWorker.DEADLINE.toNanos() / 2);
      held = heldBy(worker);
      held.retainAll(waiting.keySet());
    } while (held.isEmpty());
    simulator.clearFaults();
    return new StandingStill(worker, held);
  }

  /**
   * A worker that stands still.
   *
   * @param worker the worker
   * @param held the order numbers of timers that it holds
   */
  public record StandingStill(WorkerProcess worker, Set<String> held) {}

  private Set<String> heldBy(WorkerProcess worker) {
    return shop.strings(
        "select task_instance from wechatpay_order_expiry where picked_by like 'wechatpay-"
            + worker.pid()
            + "-%'");
  }

  /** Waits until the timers of a worker that stands still were taken from it. */
  public void awaitTaken(StandingStill still) {
    Await.until(this, LIMIT, () -> Collections.disjoint(still.held(), heldBy(still.worker())));
  }

  /** Waits until no timer is left. */
  public void awaitEnd() {
    Await.until(this, WHOLE, () -> shop.timers() == 0);
  }

  /** Returns how often the workers printed a word, those that were killed among them. */
  public long count(String word) {
    return all.stream()
        .flatMap(worker -> worker.lines().stream())
        .filter(line -> line.startsWith(word + " "))
        .count();
  }

  /** Compares the journal with the order book. */
  public Audit audit() {
    return Audit.of(shop, simulator.orders());
  }

  @Override
  public String toString() {
    return " (settled "
        + shop.settled()
        + ", fenced "
        + count("fenced")
        + ", revived "
        + count("revived")
        + ", requests "
        + simulator.requestCount()
        + ", picked "
        + shop.count("select count(*) from wechatpay_order_expiry where picked = true")
        + " of "
        + shop.timers()
        + " timers)";
  }

  @Override
  public void close() {
    all.forEach(WorkerProcess::close);
    shop.close();
    simulator.close();
  }
}
