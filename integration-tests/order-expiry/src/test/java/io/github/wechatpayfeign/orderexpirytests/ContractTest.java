package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.expiry.Closer;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.OrderExpiryBuilder;
import io.github.wechatpayfeign.expiry.ParkedOrder;
import io.github.wechatpayfeign.expiry.TimerStoreException;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Decisions;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds with every database: each test runs on each of them. */
@ParameterizedClass
@MethodSource("databases")
class ContractTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ExpiryPolicy QUICK =
      ExpiryPolicy.standard()
          .withGrace(Duration.ZERO)
          .withDelays(Duration.ofMillis(50), Duration.ofMillis(100))
          .withNotFoundDelay(Duration.ofMillis(300))
          .withHandlerAttempts(3)
          .withHeartbeat(Duration.ofMillis(500));

  static List<Database> databases() {
    return Database.available();
  }

  private final Database database;
  private final Shop shop;
  private OrderExpiry expiry;
  private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

  ContractTest(Database database) {
    this.database = database;
    shop = Shop.create(database);
    expiry = shop.expiry().build();
  }

  @AfterEach
  void close() {
    expiry.close();
    shop.close();
  }

  private OrderExpiryBuilder quick() {
    return shop.expiry()
        .policy(QUICK)
        .threads(4)
        .requestsPerSecond(10_000)
        .pollInterval(Duration.ofMillis(20))
        .listener(
            new ExpiryListener() {
              @Override
              public void postponed(ExpiredOrder order, Reason reason) {
                events.add("postponed " + reason);
              }

              @Override
              public void fenced(ExpiredOrder order) {
                events.add("fenced " + order.outTradeNo());
              }

              @Override
              public void parked(ExpiredOrder order, String reason) {
                events.add("parked " + order.outTradeNo());
              }
            });
  }

  private void start(OrderExpiryBuilder builder) {
    expiry = builder.build();
    expiry.start();
  }

  /** A listener learns of a change after its transaction, so the rows show it first. */
  private void awaitEvents(int count) {
    Await.until(count + " events", LIMIT, () -> events.size() >= count);
  }

  private static Instant past() {
    return Instant.now().minusSeconds(60);
  }

  @Test
  void setsATimerInTheTransactionOfItsOrder() {
    shop.place(expiry, "ORDER-1", Instant.now().plusSeconds(60));

    assertThat(shop.timers()).isEqualTo(1);
    assertThat(expiry.progress().waiting()).isEqualTo(1);
  }

  @Test
  void leavesNoTimerIfTheTransactionIsRolledBack() {
    assertThatThrownBy(
            () ->
                shop.inTransaction(
                    connection -> {
                      expiry.closeAt("ORDER-1", Instant.now());
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(shop.timers()).isZero();
  }

  @Test
  void keepsATimerIfTheTransactionThatSettlesIsRolledBack() {
    shop.place(expiry, "ORDER-1", Instant.now().plusSeconds(60));

    assertThatThrownBy(
            () ->
                shop.inTransaction(
                    connection -> {
                      assertThat(expiry.settle("ORDER-1")).isTrue();
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(shop.paid(expiry, "ORDER-1")).isTrue();
    assertThat(shop.paid(expiry, "ORDER-1")).isFalse();
  }

  @Test
  void refusesAThreadWithoutATransaction() {
    assertThatIllegalStateException().isThrownBy(() -> expiry.closeAt("ORDER-1", Instant.now()));
    assertThatIllegalStateException().isThrownBy(() -> expiry.settle("ORDER-1"));
  }

  @Test
  void refusesANumberThatWechatPayRefuses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> expiry.closeAt("ORDER 1", Instant.now()))
        .withMessageContaining("out_trade_no");
    assertThatIllegalArgumentException().isThrownBy(() -> expiry.settle("1"));
    assertThatIllegalArgumentException().isThrownBy(() -> expiry.retry("1"));
    assertThatIllegalArgumentException().isThrownBy(() -> expiry.closeAt("ORDER-1", Instant.MAX));
  }

  @Test
  void setsATimerOnceForTheSameTime() {
    Instant time = Instant.now().plusSeconds(60);
    shop.place(expiry, "ORDER-1", time);
    long version = shop.count("select version from wechatpay_order_expiry");

    closeAt("ORDER-1", time);

    assertThat(shop.timers()).isEqualTo(1);
    assertThat(shop.count("select version from wechatpay_order_expiry")).isEqualTo(version);
  }

  @Test
  void movesATimerToAnotherTime() {
    shop.place(expiry, "ORDER-1", past());
    assertThat(expiry.progress().due()).isEqualTo(1);

    closeAt("ORDER-1", Instant.now().plusSeconds(3600));

    assertThat(expiry.progress().due()).isZero();
    assertThat(expiry.progress().waiting()).isEqualTo(1);
  }

  @Test
  void tellsCasesApart() {
    shop.place(expiry, "ORDER-a", past());
    shop.place(expiry, "ORDER-A", past());

    assertThat(shop.timers()).isEqualTo(2);
    assertThat(shop.paid(expiry, "ORDER-A")).isTrue();
    assertThat(shop.paid(expiry, "ORDER-a")).isTrue();
  }

  @Test
  void neverStartsOnATableThatTakesTwoCasesForOne() {
    String type =
        switch (database) {
          case MARIADB, MYSQL ->
              "modify task_instance varchar(64) character set utf8mb4 collate utf8mb4_general_ci"
                  + " not null";
          case H2 -> "alter column task_instance varchar_ignorecase(64)";
          case POSTGRESQL -> "alter column task_instance type text collate nocase";
        };
    if (database == Database.POSTGRESQL) {
      shop.execute(
          "create collation nocase (provider = icu, locale = 'und-u-ks-level2', deterministic ="
              + " false)");
    }
    shop.execute("alter table wechatpay_order_expiry " + type);

    assertThatIllegalStateException()
        .isThrownBy(() -> start(quick().closer(order -> Decisions.notFound(order.outTradeNo()))))
        .withMessageContaining("binary collation");
    shop.place(expiry, "ORDER-a", past());
    assertThatThrownBy(() -> closeAt("ORDER-A", past())).hasMessageContaining("binary collation");
  }

  @Test
  void neverStartsWithoutItsTable() {
    shop.execute("drop table wechatpay_order_expiry");

    assertThatThrownBy(() -> start(quick().closer(order -> Decisions.notFound(order.outTradeNo()))))
        .isInstanceOf(TimerStoreException.class)
        .hasMessageContaining("start the workers");
  }

  @Test
  void settlesEachOrderOnce() {
    shop.placeDue(expiry, numbers(40));
    start(quick().closer(order -> Decisions.closed(order.outTradeNo())));

    Await.until("40 settled", LIMIT, () -> shop.settled() == 40);

    assertThat(shop.journal().values()).allMatch(kinds -> kinds.equals(List.of("CLOSED")));
    assertThat(shop.released()).isEqualTo(40);
    assertThat(shop.timers()).isZero();
  }

  @Test
  void sharesOrdersBetweenProcesses() {
    shop.placeDue(expiry, numbers(200));
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    start(quick().closer(counting(first)));
    try (OrderExpiry other = quick().closer(counting(second)).build()) {
      other.start();
      Await.until("200 settled", LIMIT, () -> shop.settled() == 200);
    }

    assertThat(shop.journal().values()).allMatch(kinds -> kinds.size() == 1);
    assertThat(first.get()).isPositive();
    assertThat(second.get()).isPositive();
  }

  private static Closer counting(AtomicInteger count) {
    return counting(count, order -> Decisions.closed(order.outTradeNo()));
  }

  private static Closer counting(AtomicInteger count, Closer closer) {
    return order -> {
      count.incrementAndGet();
      return closer.close(order);
    };
  }

  /** Tells that a worker has picked an order, and closes it when it is released. */
  private static Closer held(CountDownLatch picked, CountDownLatch released) {
    return order -> {
      picked.countDown();
      await(released);
      return Decisions.closed(order.outTradeNo());
    };
  }

  /** WeChat Pay's answer that there is no such order is not signed: it is asked twice. */
  @Test
  void settlesAnOrderThatDoesNotExistAfterTheSecondAnswer() {
    shop.place(expiry, "ORDER-1", past());
    ConcurrentLinkedQueue<Long> closes = new ConcurrentLinkedQueue<>();
    start(
        quick()
            .closer(
                order -> {
                  closes.add(System.nanoTime());
                  return Decisions.notFound(order.outTradeNo());
                }));

    Await.until("settled", LIMIT, () -> shop.settled() == 1);

    assertThat(closes).hasSize(2);
    List<Long> times = List.copyOf(closes);
    assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThan(Duration.ofMillis(290));
    awaitEvents(1);
    assertThat(events).containsExactly("postponed NOT_FOUND");
  }

  @Test
  void parksAnOrderThatDoesNotExistIfThePolicySaysSo() {
    shop.place(expiry, "ORDER-1", past());
    start(
        quick()
            .policy(QUICK.parkingNotFound())
            .closer(order -> Decisions.notFound(order.outTradeNo())));

    Await.until("parked", LIMIT, () -> expiry.progress().parked() == 1);

    assertThat(shop.settled()).isZero();
  }

  @Test
  void triesAnUnsettledOrderAgain() {
    shop.place(expiry, "ORDER-1", past());
    AtomicInteger tries = new AtomicInteger();
    start(
        quick()
            .closer(
                order ->
                    tries.incrementAndGet() < 4
                        ? Decisions.unsettled(order.outTradeNo())
                        : Decisions.closed(order.outTradeNo())));

    Await.until("settled", LIMIT, () -> shop.settled() == 1);

    assertThat(tries).hasValue(4);
    awaitEvents(3);
    assertThat(events).hasSize(3).containsOnly("postponed UNSETTLED");
  }

  @Test
  void parksAnOrderWhoseHandlerAlwaysFailsAndDelaysNoOther() {
    shop.placeDue(expiry, numbers(20));
    shop.place(expiry, "POISON-1", past());
    start(
        quick()
            .closer(order -> Decisions.closed(order.outTradeNo()))
            .handler(
                (order, decision) -> {
                  shop.settleExpired(order, decision);
                  if (order.outTradeNo().startsWith("POISON")) {
                    throw new IllegalStateException("poison");
                  }
                }));

    Await.until("parked", LIMIT, () -> expiry.progress().parked() == 1);
    Await.until("others settled", LIMIT, () -> shop.settled() == 20);
    awaitEvents(3);

    assertThat(events).containsOnly("postponed HANDLER_FAILED", "parked POISON-1").hasSize(3);
    ParkedOrder parked = expiry.parked(10).get(0);
    assertThat(parked.outTradeNo()).isEqualTo("POISON-1");
    assertThat(parked.reason()).contains("3 times", "poison");
    assertThat(parked.since())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(shop.released()).as("the handler's statements were rolled back").isEqualTo(20);
  }

  @Test
  void triesAParkedOrderAgainWhenItIsToldTo() {
    shop.place(expiry, "ORDER-1", past());
    AtomicInteger broken = new AtomicInteger(1);
    start(
        quick()
            .closer(
                order -> {
                  if (broken.getAndDecrement() > 0) {
                    throw new IllegalArgumentException("an order that nobody can close");
                  }
                  return Decisions.closed(order.outTradeNo());
                }));
    Await.until("parked", LIMIT, () -> expiry.progress().parked() == 1);
    assertThat(shop.settled()).isZero();
    assertThat(expiry.parked(10).get(0).reason()).isEqualTo("an order that nobody can close");

    assertThat(expiry.retry("ORDER-2")).isFalse();
    assertThat(expiry.retry("ORDER-1")).isTrue();

    Await.until("settled", LIMIT, () -> shop.settled() == 1);
    assertThat(expiry.retry("ORDER-1")).isFalse();
  }

  /** A notification comes while a worker is at the order: one of them settles it. */
  @Test
  void letsANotificationWinAgainstAWorkerThatHasPickedTheOrder() throws Exception {
    CountDownLatch picked = new CountDownLatch(1);
    CountDownLatch paid = new CountDownLatch(1);
    shop.place(expiry, "ORDER-1", past());
    start(quick().closer(held(picked, paid)));
    assertThat(picked.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(shop.paid(expiry, "ORDER-1")).isTrue();
    paid.countDown();

    Await.until("fenced", LIMIT, () -> events.contains("fenced ORDER-1"));
    assertThat(shop.journal()).isEqualTo(Map.of("ORDER-1", List.of("NOTIFIED")));
    assertThat(shop.released()).isZero();
  }

  /** The time of an order moves while a worker is at it: the worker's decision is too old. */
  @Test
  void takesAMovedTimerFromAWorker() throws Exception {
    CountDownLatch picked = new CountDownLatch(1);
    CountDownLatch moved = new CountDownLatch(1);
    shop.place(expiry, "ORDER-1", past());
    start(quick().closer(held(picked, moved)));
    assertThat(picked.await(30, TimeUnit.SECONDS)).isTrue();

    closeAt("ORDER-1", Instant.now().plusSeconds(3600));
    moved.countDown();

    Await.until("fenced", LIMIT, () -> events.contains("fenced ORDER-1"));
    assertThat(shop.settled()).isZero();
    assertThat(expiry.progress().waiting()).isEqualTo(1);
  }

  @Test
  void finishesWhatIsUnderWayWhenItStopsAndBeginsNothingMore() throws Exception {
    CountDownLatch picked = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicInteger closes = new AtomicInteger();
    shop.placeDue(expiry, numbers(50));
    start(quick().threads(1).closer(counting(closes, held(picked, free))));
    assertThat(picked.await(30, TimeUnit.SECONDS)).isTrue();
    Thread stopping = new Thread(expiry::close);
    stopping.start();
    Await.until("stopping", LIMIT, () -> stopping.getState() != Thread.State.NEW);
    free.countDown();
    stopping.join();

    assertThat(shop.settled()).isEqualTo(closes.get());
    assertThat(shop.count("select count(*) from wechatpay_order_expiry where picked = true"))
        .as("rows without a worker")
        .isZero();
    assertThat(shop.timers()).isEqualTo(50 - closes.get());
  }

  @Test
  void leavesDataOfANewerVersionAsItIs() {
    shop.place(expiry, "ORDER-1", past());
    shop.execute(
        "update wechatpay_order_expiry set task_data = "
            + (database == Database.POSTGRESQL
                ? "'\\x39'"
                : database == Database.H2 ? "X'39'" : "'9'"));
    start(quick().closer(order -> Decisions.closed(order.outTradeNo())));

    Await.until("due later", LIMIT, () -> expiry.progress().due() == 0);

    assertThat(shop.timers()).isEqualTo(1);
    assertThat(shop.count("select count(*) from wechatpay_order_expiry where task_data is null"))
        .isZero();
  }

  @Test
  void keepsTimesWhateverTheZoneOfTheProcessIs() {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
      shop.place(expiry, "ORDER-1", past());
      shop.place(expiry, "ORDER-2", Instant.now().plusSeconds(600));
      TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
      assertThat(expiry.progress().due()).isEqualTo(1);
      assertThat(expiry.progress().waiting()).isEqualTo(1);
      assertThat(expiry.progress().oldestDue())
          .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(120));
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  private void closeAt(String no, Instant time) {
    boolean unused =
        shop.inTransaction(
            connection -> {
              expiry.closeAt(no, time);
              return true;
            });
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "ORDER-" + i).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
