package io.github.wechatpayfeign.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.xxl.job.core.handler.annotation.XxlJob;
import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.queues.support.MovableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The job of the recipe for XXL-JOB. Its executor and its admin do not take part. */
class XxlJobRecipeTest {

  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final String NO = "ORDER-1";
  private static final int ORDERS = 40;

  private final MovableClock clock = new MovableClock(NOW);
  private final QueueShop shop = new QueueShop(clock);
  private final XxlJobRecipe recipe = new XxlJobRecipe(shop.orders, shop.expired);

  @AfterEach
  void stop() {
    Thread.interrupted();
    shop.close();
  }

  @Test
  void settlesEachOrderOnceThoughTwoExecutorsRunTheJob() throws Exception {
    for (int i = 1; i <= ORDERS; i++) {
      shop.placeAtWechatPay("ORDER-" + i, NOW);
    }
    ExecutorService executors = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    Future<?> one = executors.submit(() -> runAfter(start));
    Future<?> other = executors.submit(() -> runAfter(start));
    one.get();
    other.get();
    executors.shutdown();

    Audit audit = shop.audit();
    assertThat(audit.isClean()).as(audit.toString()).isTrue();
    assertThat(shop.shop.released()).isEqualTo(ORDERS);
    assertThat(shop.simulator.requestCount()).as("each is closed once").isEqualTo(2L * ORDERS);
  }

  private Void runAfter(CyclicBarrier start) throws Exception {
    start.await();
    recipe.closeExpiredOrders();
    return null;
  }

  @Test
  void takesAnOrderAgainOnceTheLeaseOfAKilledExecutorIsOver() throws SQLException {
    shop.placeAtWechatPay(NO, NOW);
    assertThat(shop.orders.claim(NO, Duration.ofMinutes(2))).isTrue();

    clock.advance(Duration.ofSeconds(119));
    recipe.closeExpiredOrders();
    assertThat(shop.waiting()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    recipe.closeExpiredOrders();

    assertThat(shop.waiting()).isZero();
    assertThat(shop.audit().isClean()).isTrue();
  }

  @Test
  void asksForAnUnknownOrderAgainAfterItsTimeAlone() throws SQLException {
    shop.place(NO, NOW);

    recipe.closeExpiredOrders();
    long requests = shop.simulator.requestCount();
    recipe.closeExpiredOrders();
    assertThat(shop.simulator.requestCount()).isEqualTo(requests);

    clock.advance(QueueShop.TIMING.notFound());
    recipe.closeExpiredOrders();
    assertThat(shop.waiting()).isZero();
  }

  @Test
  void stopsBetweenTwoOrdersWhenItIsKilledInTheAdmin() throws SQLException {
    shop.placeAtWechatPay(NO, NOW);
    Thread.currentThread().interrupt();

    recipe.closeExpiredOrders();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(shop.simulator.requestCount()).isZero();
    recipe.closeExpiredOrders();
    assertThat(shop.waiting()).isZero();
  }

  @Test
  void isAJobThatTheAdminFindsByItsName() throws NoSuchMethodException {
    assertThat(
            XxlJobRecipe.class.getMethod("closeExpiredOrders").getAnnotation(XxlJob.class).value())
        .isEqualTo("closeExpiredOrders");
  }
}
