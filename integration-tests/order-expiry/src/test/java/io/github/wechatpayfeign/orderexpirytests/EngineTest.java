package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.JoiningDataSource;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine does that this module must not rely on. A test that fails after an upgrade of the
 * engine says that a trap is gone.
 */
class EngineTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Shop shop = Shop.create(Database.POSTGRESQL);

  @AfterEach
  void close() {
    shop.close();
  }

  private static SchedulerBuilder foreign(DataSource dataSource, CustomTask<Void> task) {
    return Scheduler.create(dataSource, task)
        .threads(1)
        .pollingInterval(Duration.ofMillis(20))
        .heartbeatInterval(Duration.ofMillis(100));
  }

  private void createForeignTable() {
    shop.execute("create table scheduled_tasks (like wechatpay_order_expiry including all)");
  }

  /**
   * Another worker has the timer by now. The engine's own removal commits what the transaction did
   * before, and only then notices. So each order would be settled twice after a stall.
   */
  @Test
  void commitsTheTransactionInWhichATaskIsRemoved() throws Exception {
    createForeignTable();
    JoiningDataSource joining = new JoiningDataSource(shop.dataSource());
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    CustomTask<Void> task =
        Tasks.custom("settle", Void.class)
            .execute(
                (instance, context) ->
                    (complete, operations) -> {
                      try {
                        boolean unused =
                            joining.inTransaction(
                                connection -> {
                                  connection
                                      .createStatement()
                                      .execute("insert into journal values ('ORDER-1', 'CLOSED')");
                                  shop.execute("update scheduled_tasks set version = version + 1");
                                  operations.remove();
                                  return true;
                                });
                      } catch (SQLException | RuntimeException e) {
                        failures.add(e);
                      }
                    });
    Scheduler scheduler = foreign(joining, task).build();
    try {
      assertThat(scheduler.scheduleIfNotExists(task.instance("ORDER-1"), Instant.now())).isTrue();
      scheduler.start();
      Await.until("completed", LIMIT, () -> !failures.isEmpty());
    } finally {
      scheduler.stop();
    }

    assertThat(failures.element()).hasMessageContaining("Expected one execution to be removed");
    assertThat(shop.settled()).as("effects of a transaction that was rolled back").isEqualTo(1);
  }

  /** An application's own engine deletes what it does not know, in the table that it has. */
  @Test
  void deletesTasksOfOthersInItsOwnTableAndNeverOurs() {
    createForeignTable();
    OrderExpiry expiry = shop.expiry().build();
    shop.placeDue(expiry, List.of("ORDER-1"));
    shop.execute("insert into scheduled_tasks select * from wechatpay_order_expiry");
    CustomTask<Void> task =
        Tasks.custom("other", Void.class).execute((instance, context) -> (done, operations) -> {});
    Scheduler scheduler =
        foreign(shop.dataSource(), task).deleteUnresolvedAfter(Duration.ZERO).build();
    scheduler.start();
    try {
      Await.until("deleted", LIMIT, () -> shop.count("select count(*) from scheduled_tasks") == 0);
    } finally {
      scheduler.stop();
    }

    assertThat(shop.timers()).isEqualTo(1);
  }

  /** So those databases pick each row when a thread takes it. */
  @Test
  void picksNoLotsOfRowsInMariadbAndH2() {
    for (Database database : List.of(Database.MARIADB, Database.H2)) {
      try (Shop other = Shop.create(database)) {
        SchedulerBuilder lots = Scheduler.create(other.dataSource()).pollUsingLockAndFetch(0.5, 1);
        assertThatThrownBy(lots::build)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("does not support");
      }
    }
  }
}
