package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Decisions;
import io.github.wechatpayfeign.orderexpirytests.support.FreshDatabase;
import io.github.wechatpayfeign.orderexpirytests.support.HeldCommits;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * MariaDB by the driver of MySQL, so that workers pick rows as they do in MySQL: in lots, in a
 * transaction of their own. It says how locks of InnoDB behave, and nothing about MySQL's server.
 */
class MySqlDriverTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Shop shop = Shop.create(Database.MARIADB);
  private final FreshDatabase mysql =
      new FreshDatabase(
          "jdbc:mysql://127.0.0.1:"
              + shop.database().port()
              + shop.database().url().replaceAll(".*:\\d+|\\?.*", "")
              + "?sslMode=DISABLED&sessionVariables=innodb_lock_wait_timeout=1",
          shop.database().user(),
          shop.database().password());
  private final Shop byMysql = new Shop(mysql);
  private final HeldCommits held = new HeldCommits(byMysql.dataSource());
  private final OrderExpiry expiry =
      OrderExpiry.builder(held, byMysql.transactions())
          .handler(byMysql::settleExpired)
          .closer(order -> Decisions.closed(order.outTradeNo()))
          .policy(ExpiryPolicy.standard().withGrace(Duration.ZERO))
          .threads(4)
          .pollInterval(Duration.ofMillis(20))
          .build();

  @AfterEach
  void close() {
    held.release();
    expiry.close();
    byMysql.close();
    shop.close();
  }

  /** At the default level of InnoDB, the worker would lock the gap that the new timer goes to. */
  @Test
  void placesOrdersWhileAWorkerPicksRows() {
    byMysql.placeDue(expiry, List.of("ORDER-1", "ORDER-2"));
    held.hold();
    expiry.start();
    Await.until("rows are picked, and not committed", LIMIT, held::isHolding);

    byMysql.place(expiry, "ORDER-3", Instant.now().plusSeconds(3600));

    assertThat(byMysql.timers()).isEqualTo(3);
    held.release();
    Await.until("settled", LIMIT, () -> byMysql.settled() == 2);
    assertThat(byMysql.strings("select @@session.transaction_isolation"))
        .as("the level of the application's own connections")
        .containsExactly("REPEATABLE-READ");
  }
}
