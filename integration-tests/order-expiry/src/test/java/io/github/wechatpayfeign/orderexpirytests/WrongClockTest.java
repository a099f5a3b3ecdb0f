package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Decisions;
import io.github.wechatpayfeign.orderexpirytests.support.HoldingWorker;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import io.github.wechatpayfeign.orderexpirytests.support.ShopWorker;
import io.github.wechatpayfeign.orderexpirytests.support.WorkerProcess;
import io.github.wechatpayfeign.orderexpirytests.support.WrongClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine's own clock is that of its process. A worker whose clock is wrong must close no order
 * early, take nobody for dead, and not be taken for dead. Its process runs with libfaketime.
 */
class WrongClockTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration UNTIL_DUE = Duration.ofSeconds(5);

  private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

  /** This process's worker: its clock is right, and it closes an order only when another is. */
  private OrderExpiry right(Shop shop) {
    return shop.expiry()
        .policy(ShopWorker.policy())
        .threads(1)
        .pollInterval(Duration.ofMillis(50))
        .closer(
            order -> {
              events.add("picked " + order.outTradeNo());
              Await.until("FREE-1 is settled", LIMIT, () -> HoldingWorker.isSettled(shop));
              return Decisions.closed(order.outTradeNo());
            })
        .listener(
            new ExpiryListener() {
              @Override
              public void fenced(ExpiredOrder order) {
                events.add("fenced " + order.outTradeNo());
              }

              @Override
              public void revived(String outTradeNo) {
                events.add("revived " + outTradeNo);
              }
            })
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+10m", "-10m"})
  void closesNothingEarlyAndLosesNoTimer(String offset) {
    assumeTrue(
        WrongClock.isAvailable(),
        "Install libfaketime to run a worker with a wrong clock, such as by apt-get install"
            + " faketime");
    try (Shop shop = Shop.create(Database.POSTGRESQL);
        OrderExpiry right = right(shop)) {
      shop.placeDue(right, List.of("HELD-1"));
      right.start();
      Await.until("HELD-1 is picked", LIMIT, () -> events.contains("picked HELD-1"));
      shop.placeDue(right, List.of("HELD-2"));
      Instant due = shop.now().plus(UNTIL_DUE);
      try (WorkerProcess wrong = start(shop, offset)) {
        Duration off = Duration.between(Instant.now(), clockOf(wrong)).abs();
        assertThat(off).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        wrong.awaitLine("picked HELD-2", LIMIT);

        shop.place(right, "FREE-1", due);
        Await.until("all settled" + wrong, LIMIT, () -> shop.timers() == 0);

        assertThat(closedAt(wrong)).isAfterOrEqualTo(due);
        assertThat(shop.journal().values()).hasSize(3).allMatch(List.of("CLOSED")::equals);
        assertThat(wrong.lines()).noneMatch(line -> line.matches("(fenced|revived) .*"));
        assertThat(events).containsExactly("picked HELD-1");
      }
    }
  }

  private static WorkerProcess start(Shop shop, String offset) {
    WorkerProcess worker =
        WorkerProcess.start(
            WrongClock.environment(offset),
            HoldingWorker.class,
            shop.database().url(),
            shop.database().user(),
            shop.database().password());
    worker.awaitLine("ready", LIMIT);
    return worker;
  }

  private static Instant clockOf(WorkerProcess worker) {
    return Instant.parse(
        worker.awaitLine(line -> line.startsWith("clock "), LIMIT).substring("clock ".length()));
  }

  private static Instant closedAt(WorkerProcess worker) {
    String prefix = "closes FREE-1 at ";
    return Instant.parse(
        worker.awaitLine(line -> line.startsWith(prefix), LIMIT).substring(prefix.length()));
  }
}
