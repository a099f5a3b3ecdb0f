package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.ProgressLine;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.expiry.ExpiryProgress;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A fleet on one machine: places orders whose time is over, lets worker processes close and settle
 * them, kills one of them in the middle, and compares the end with the simulator's order book.
 */
final class Demo {

  private static final long LOOK_MILLIS = 200;

  /** Longer than the orders of a killed worker wait, and than any close takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoOrders orders;
  private final int workerCount;
  private final int requestsPerSecond;
  private final PrintWriter err;
  private final ProgressLine progress;

  Demo(int orders, int workerCount, int requestsPerSecond, PrintWriter err, ProgressLine progress) {
    this.orders = new DemoOrders(orders);
    this.workerCount = workerCount;
    this.requestsPerSecond = requestsPerSecond;
    this.err = err;
    this.progress = progress;
  }

  /**
   * Runs the demo.
   *
   * @param folder where the database is
   * @param timeExpire the time until which its orders can be paid, which is over
   * @throws IllegalArgumentException if the folder cannot be used
   */
  DemoReport run(Path folder, DemoWorkers workers, Instant timeExpire)
      throws IOException, SQLException, InterruptedException {
    long start = System.nanoTime();
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        DemoDatabase database = new DemoDatabase(folder);
        OrderExpiry expiry = place(database, timeExpire)) {
      orders.placeIn(simulator.book());
      notice(Words.of("Placed {0} orders, whose time to pay is over", orders.numbers().size()));
      workers.start(workerCount, worker -> settings(worker, simulator, database));
      watch(workers, database, expiry);
      workers.end();
      return DemoReport.of(
          orders.numbers().size(),
          DemoComparison.of(
              orders.numbers(), database.journal(), database.sold(), simulator.book().states()),
          workers,
          simulator.requestCount(),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** Writes each order with its timer, in one transaction, and returns the timers. */
  private OrderExpiry place(DemoDatabase database, Instant timeExpire) throws SQLException {
    Transactions transactions = Transactions.of(database.dataSource());
    OrderExpiry expiry =
        OrderExpiry.builder(database.dataSource(), transactions)
            .policy(DemoSettings.POLICY)
            .build();
    for (String number : orders.numbers()) {
      boolean unused =
          transactions.begin(
              connection -> {
                DemoDatabase.place(transactions, number);
                expiry.closeAt(number, timeExpire);
                return true;
              });
    }
    return expiry;
  }

  private DemoSettings settings(int worker, WechatPaySimulator simulator, DemoDatabase database) {
    return new DemoSettings(
        worker,
        requestsPerSecond,
        database.url(),
        database.password(),
        simulator.baseUrl(),
        simulator.mchid(),
        simulator.merchantSerial(),
        simulator.merchantPrivateKeyPem(),
        simulator.publicKeyId(),
        simulator.publicKeyPem());
  }

  /** Watches the workers until nothing is left to do, and kills one in the middle. */
  private void watch(DemoWorkers workers, DemoDatabase database, OrderExpiry expiry)
      throws SQLException, InterruptedException {
    long settled = 0;
    long lastChange = System.nanoTime();
    while (true) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      long now = database.settled();
      for (; settled < now; settled++) {
        progress.skip();
        lastChange = System.nanoTime();
      }
      ExpiryProgress open = expiry.progress();
      if (open.waiting() + open.due() == 0) {
        return;
      }
      if (!workers.areAlive()) {
        notice(Words.of("All workers ended too early: {0}", workers.lastWords()));
        return;
      }
      if (System.nanoTime() - lastChange > PATIENCE.toNanos()) {
        notice(
            Words.of(
                "Nothing was settled for {0} s: {1}", PATIENCE.toSeconds(), workers.lastWords()));
        return;
      }
      if (workers.killed() == 0 && settled >= orders.numbers().size() / 3) {
        notice(
            Words.of("Killed worker 1, process {0}, in the middle of its work", workers.killOne()));
      }
    }
  }

  private void notice(String text) {
    progress.printNotice(
        () -> {
          err.println(text);
          err.flush();
        });
  }
}
