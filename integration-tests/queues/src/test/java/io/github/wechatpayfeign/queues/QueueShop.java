package io.github.wechatpayfeign.queues;

import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Gateway;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import io.github.wechatpayfeign.queues.ExpiredOrderCloser.Settlement;
import io.github.wechatpayfeign.queues.ExpiredOrderCloser.Timing;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shop with the columns that queues and jobs need, and the gateway that it pays by. */
final class QueueShop implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(60);

  /** Short enough for a test. */
  static final Timing TIMING =
      new Timing(
          ClosePolicy.standard()
              .closeFirst()
              .withDeadline(Duration.ofSeconds(20))
              .withPauses(Duration.ofMillis(10), Duration.ofMillis(100)),
          Duration.ZERO,
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(500));

  final WechatPaySimulator simulator = WechatPaySimulator.start();
  final WechatPay wechatPay = Gateway.of(simulator).client().build();
  final Shop shop;
  private final Clock clock;
  final OrderTable orders;
  final ExpiredOrderCloser expired;
  final List<String> reports = new CopyOnWriteArrayList<>();

  QueueShop(Clock clock) {
    shop = Shop.create(Database.H2);
    shop.execute("alter table orders add time_expire timestamp(6)");
    shop.execute("alter table orders add try_at timestamp(6)");
    shop.execute("alter table orders add unknown_at timestamp(6)");
    shop.execute("create table outbox (no varchar(32) not null, what varchar(20) not null)");
    orders = new OrderTable(shop.transactions(), clock);
    this.clock = clock;
    expired = expired(orders::settle);
  }

  /** Returns what closes the orders of this shop and settles them in some way. */
  ExpiredOrderCloser expired(Settlement settlement) {
    return expired(settlement, TIMING);
  }

  /** Returns what soon gives up the close of an order, until it is tried again. */
  ExpiredOrderCloser impatient() {
    Timing timing =
        new Timing(
            TIMING.policy().withDeadline(Duration.ofMillis(200)),
            TIMING.grace(),
            TIMING.unsettled(),
            TIMING.notFound(),
            TIMING.failed());
    return expired(orders::settle, timing);
  }

  private ExpiredOrderCloser expired(Settlement settlement, Timing timing) {
    return new ExpiredOrderCloser(
        wechatPay,
        orders,
        settlement,
        timing,
        clock,
        (no, problem) -> reports.add(no + " " + problem.getMessage()));
  }

  /** Places an order in the shop alone. */
  void place(String no, Instant timeExpire) {
    place(no, timeExpire, () -> {});
  }

  /** Places an order in the shop, and does something more in the same transaction. */
  void place(String no, Instant timeExpire, Runnable more) {
    boolean placed =
        shop.inTransaction(
            connection -> {
              Timestamp time = Timestamp.from(timeExpire);
              String sql =
                  "insert into orders (no, state, time_expire, try_at) values (?, 'WAITING', ?, ?)";
              OrderTable.update(connection, sql, no, time, time);
              more.run();
              return true;
            });
    assert placed;
  }

  /** Places an order whose buyer has reached the payment page. */
  void placeAtWechatPay(String no, Instant timeExpire) {
    place(no, timeExpire);
    simulator.createOrder(no);
  }

  long waiting() {
    return shop.count("select count(*) from orders where state = 'WAITING'");
  }

  void awaitNoneWaiting() {
    Await.until("no order waits", LIMIT, () -> waiting() == 0);
  }

  Audit audit() {
    return Audit.of(shop, simulator.orders());
  }

  @Override
  public void close() {
    wechatPay.close();
    simulator.close();
    shop.close();
  }
}
