package io.github.wechatpayfeign.orderexpirytests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.OrderExpiryBuilder;
import io.github.wechatpayfeign.expiry.Transactions;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Decisions;
import io.github.wechatpayfeign.orderexpirytests.support.InterruptiblePool;
import io.github.wechatpayfeign.orderexpirytests.support.Poison;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine's traps that this module avoids, on each database. Those of two engines on one
 * database are in {@link EngineTest}, that of a wrong clock in {@link WrongClockTest}, that of two
 * cases of a letter in {@link ContractTest}, and that of a wrong key in {@link TroubleTest}.
 */
@ParameterizedClass
@MethodSource("databases")
class TrapsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int THREADS = 4;
  private static final ExpiryPolicy QUICK =
      ExpiryPolicy.standard()
          .withGrace(Duration.ZERO)
          .withDelays(Duration.ofMillis(50), Duration.ofMillis(100))
          .withNotFoundDelay(Duration.ofMillis(50));

  static List<Database> databases() {
    return Database.available();
  }

  private final Shop shop;
  private OrderExpiry expiry;
  private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

  TrapsTest(Database database) {
    shop = Shop.create(database);
    expiry = shop.expiry().build();
  }

  @AfterEach
  void close() {
    expiry.close();
    shop.close();
  }

  private OrderExpiryBuilder quick(OrderExpiryBuilder builder) {
    return builder
        .policy(QUICK)
        .threads(THREADS)
        .requestsPerSecond(10_000)
        .pollInterval(Duration.ofMillis(10))
        .listener(
            new ExpiryListener() {
              @Override
              public void postponed(ExpiredOrder order, Reason reason) {
                events.add("postponed " + reason);
              }

              @Override
              public void revived(String outTradeNo) {
                events.add("revived");
              }
            });
  }

  private void start(OrderExpiryBuilder builder) {
    expiry = builder.build();
    expiry.start();
  }

  /** Otherwise a worker that is killed between two transactions settles its order twice. */
  @Test
  void handlesAnOrderInTheTransactionThatDeletesItsTimer() {
    shop.placeDue(expiry, List.of("ORDER-1"));
    ConcurrentLinkedQueue<Long> inside = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Long> outside = new ConcurrentLinkedQueue<>();
    start(
        quick(shop.expiry())
            .closer(order -> Decisions.closed(order.outTradeNo()))
            .handler(
                (order, decision) -> {
                  inside.add(shop.transactions().join(TrapsTest::timers));
                  outside.add(shop.timers());
                  if (inside.size() == 1) {
                    throw new IllegalStateException("not yet");
                  }
                  shop.settleExpired(order, decision);
                }));

    Await.until("settled", LIMIT, () -> shop.settled() == 1);

    assertThat(inside).as("timers in the transaction of the handler").containsExactly(0L, 0L);
    assertThat(outside).as("timers before its commit").containsExactly(1L, 1L);
    assertThat(shop.timers()).isZero();
  }

  private static long timers(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select count(*) from wechatpay_order_expiry");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A row that is picked and waits for a thread gets no heartbeat, so it is taken for dead. */
  @Test
  void neverPicksMoreRowsThanItHasThreads() {
    shop.placeDue(expiry, IntStream.range(0, 60).mapToObj(i -> "ORDER-" + i).toList());
    AtomicInteger most = new AtomicInteger();
    start(
        quick(shop.expiry())
            .closer(
                order -> {
                  long picked =
                      shop.count("select count(*) from wechatpay_order_expiry where picked = true");
                  most.accumulateAndGet((int) picked, Math::max);
                  return Decisions.closed(order.outTradeNo());
                }));

    Await.until("60 settled", LIMIT, () -> shop.settled() == 60);

    assertThat(most.get()).isBetween(1, THREADS);
  }

  /**
   * The engine's own form of data is a serialized object, which may do anything when it is read.
   */
  @Test
  void neverReadsASerializedObject() {
    shop.placeDue(expiry, List.of("ORDER-1"));
    assertThat(new String(data(), UTF_8)).matches("1 20[0-9T:.Z-]+ 0 0 - - ");
    boolean unused =
        shop.inTransaction(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement("update wechatpay_order_expiry set task_data = ?")) {
                update.setBytes(1, Poison.serialized());
                return update.executeUpdate() == 1;
              }
            });
    start(quick(shop.expiry()).closer(order -> Decisions.closed(order.outTradeNo())));

    Await.until("due later", LIMIT, () -> expiry.progress().due() == 0);

    assertThat(Poison.wasRead()).isFalse();
    assertThat(data()).as("left for who can read it").isEqualTo(Poison.serialized());
  }

  private byte[] data() {
    return shop.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select task_data from wechatpay_order_expiry");
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBytes(1);
          }
        });
  }

  /** A decisive close keeps an interrupt, and a pool refuses a thread that is interrupted. */
  @Test
  void writesARowThoughTheCloseLeftTheThreadInterrupted() {
    shop.placeDue(expiry, List.of("ORDER-1"));
    AtomicInteger closes = new AtomicInteger();
    List<Function<String, CloseDecision>> answers =
        List.of(
            Decisions::unsettled,
            Decisions::notFound,
            no -> {
              throw new IllegalStateException("lost");
            },
            Decisions::closed);
    InterruptiblePool pool = new InterruptiblePool(shop.dataSource());
    start(
        quick(OrderExpiry.builder(pool, Transactions.of(pool)))
            .handler(
                (order, decision) -> {
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                  events.add("settled");
                })
            .closer(
                order -> {
                  Thread.currentThread().interrupt();
                  return answers.get(closes.getAndIncrement()).apply(order.outTradeNo());
                }));

    Await.until("settled", LIMIT, () -> events.size() == 4);

    assertThat(events)
        .containsExactly(
            "postponed UNSETTLED", "postponed NOT_FOUND", "postponed CLOSE_FAILED", "settled");
  }

  /** An error of the closer would leave the row to the end of the lease, without a word. */
  @Test
  void triesAnOrderAgainThoughTheCloserThrewAnError() {
    shop.placeDue(expiry, List.of("ORDER-1"));
    AtomicInteger closes = new AtomicInteger();
    start(
        quick(shop.expiry())
            .closer(
                order -> {
                  if (closes.incrementAndGet() == 1) {
                    throw new NoClassDefFoundError("a jar is missing");
                  }
                  return Decisions.closed(order.outTradeNo());
                }));

    Await.until("settled", LIMIT, () -> shop.settled() == 1);

    assertThat(closes).hasValue(2);
    assertThat(events).containsExactly("postponed CLOSE_FAILED");
  }

  /** The engine's own scheduleIfNotExists would answer in the middle of a failed transaction. */
  @Test
  void rollsBackTheOrderThatLosesARaceForItsTimer() throws Exception {
    Instant time = Instant.now().plusSeconds(60);
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Thread loser = new Thread(() -> place("LOSER", time, () -> {}), "loser");
    loser.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));

    place(
        "WINNER",
        time,
        () -> {
          loser.start();
          Await.until(
              "the loser waits for the winner, or has not waited for longer",
              LIMIT,
              () -> inserts(loser) || !failures.isEmpty());
        });
    loser.join();

    assertThat(shop.timers()).isEqualTo(1);
    assertThat(shop.strings("select no from orders")).containsExactly("WINNER");
    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("set the timer of ORDER-1"));
  }

  /** Places an order under a name of its own, with the timer of another number. */
  private void place(String row, Instant time, Runnable beforeTheCommit) {
    boolean unused =
        shop.inTransaction(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement("insert into orders values (?, 'WAITING')")) {
                insert.setString(1, row);
                insert.executeUpdate();
              }
              expiry.closeAt("ORDER-1", time);
              beforeTheCommit.run();
              return true;
            });
  }

  /** It is behind the look for a timer, and inserts one. */
  private static boolean inserts(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().endsWith("TimerTable")
                    && frame.getMethodName().equals("insert"));
  }
}
