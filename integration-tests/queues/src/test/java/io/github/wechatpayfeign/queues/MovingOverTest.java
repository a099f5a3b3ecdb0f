package io.github.wechatpayfeign.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.queues.ExpiredOrderCloser.Settlement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While both run, orders are settled once, also by processes that do not know timers yet. */
class MovingOverTest {

  private static final int ORDERS = 100;

  private final QueueShop shop = new QueueShop(Clock.systemUTC());
  private final Transactions transactions = shop.shop.transactions();
  private OrderExpiry expiry;
  private MovingOver moving;

  @BeforeEach
  void build() {
    expiry =
        MovingOver.workers(shop.shop.dataSource(), transactions, shop.wechatPay)
            .policy(ExpiryPolicy.standard().withGrace(Duration.ZERO))
            .pollInterval(Duration.ofMillis(50))
            .threads(4)
            .build();
    moving = new MovingOver(transactions, expiry);
  }

  @AfterEach
  void stop() {
    expiry.close();
    shop.close();
  }

  @Test
  void settlesEachOrderOnceWhileBothRun() throws Exception {
    Instant over = Instant.now().minusSeconds(10);
    List<String> paid = new ArrayList<>();
    for (int i = 1; i <= ORDERS; i++) {
      String no = "ORDER-" + i;
      shop.simulator.createOrder(no);
      if (i % 5 == 0) {
        shop.simulator.pay(no);
        paid.add(no);
      }
      if (i % 2 == 0) {
        shop.place(no, over);
      } else {
        placeWithTimer(no, over);
      }
    }

    ExecutorService processes = Executors.newFixedThreadPool(4);
    List<Future<?>> ends = new ArrayList<>();
    ends.add(processes.submit(() -> sweep(shop.orders::settle)));
    ends.add(processes.submit(() -> sweep(moving::settle)));
    ends.add(processes.submit(() -> notify(paid, shop.orders::settle)));
    ends.add(processes.submit(() -> notify(paid, moving::settle)));
    expiry.start();
    int set = moving.setMissingTimers(ORDERS);
    for (Future<?> end : ends) {
      end.get();
    }
    processes.shutdown();
    Await.until("no timer is left", QueueShop.LIMIT, () -> shop.shop.timers() == 0);

    Audit audit = shop.audit();
    assertThat(audit.isClean()).as(audit + ", timers set " + set).isTrue();
    assertThat(shop.waiting()).isZero();
    assertThat(shop.shop.released()).isEqualTo(ORDERS - paid.size());
  }

  @Test
  void setsTheTimersOfOrdersThatWereThereBefore() throws SQLException {
    Instant later = Instant.now().plusSeconds(3600);
    shop.place("ORDER-1", later);
    shop.place("ORDER-2", later);
    placeWithTimer("ORDER-3", later);
    assertThat(shop.orders.settle("ORDER-2", Kind.CLOSED)).isTrue();

    assertThat(moving.setMissingTimers(10)).isEqualTo(1);
    assertThat(moving.setMissingTimers(10)).isZero();
    assertThat(shop.shop.timers()).isEqualTo(2);
  }

  private void placeWithTimer(String no, Instant timeExpire) {
    shop.place(no, timeExpire, () -> expiry.closeAt(no, timeExpire));
  }

  private Void sweep(Settlement settlement) throws SQLException {
    XxlJobRecipe job = new XxlJobRecipe(shop.orders, shop.expired(settlement));
    while (shop.waiting() > 0) {
      job.closeExpiredOrders();
    }
    return null;
  }

  private Void notify(List<String> numbers, Settlement settlement) throws SQLException {
    for (String no : numbers) {
      settlement.settle(no, Kind.PAID);
    }
    return null;
  }
}
