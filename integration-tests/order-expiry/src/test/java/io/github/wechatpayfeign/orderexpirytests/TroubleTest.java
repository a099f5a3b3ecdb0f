package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.OrderExpiryBuilder;
import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Gateway;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the users and WeChat Pay do while orders expire, with the gateway and PostgreSQL. {@code
 * -Dexpiry.races} and {@code -Dexpiry.backlog} make it larger, {@code -Dexpiry.seconds} gives it
 * the time.
 */
class TroubleTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration ALL_SETTLED =
      Duration.ofSeconds(Integer.getInteger("expiry.seconds", 180));
  private static final int RACES = Integer.getInteger("expiry.races", 300);
  private static final int BACKLOG = Integer.getInteger("expiry.backlog", 1_000);
  private static final long SEED = Long.getLong("expiry.seed", System.nanoTime());

  private static final ExpiryPolicy QUICK =
      ExpiryPolicy.standard()
          .withGrace(Duration.ZERO)
          .withDelays(Duration.ofMillis(100), Duration.ofMillis(500))
          .withNotFoundDelay(Duration.ofMillis(300))
          .withProbeInterval(Duration.ofMillis(500));

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final List<AutoCloseable> open = new ArrayList<>();

  static List<Database> databases() {
    return Database.available();
  }

  @AfterEach
  void close() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable each : open) {
      each.close();
    }
    simulator.close();
  }

  private <T extends AutoCloseable> T opened(T each) {
    open.add(each);
    return each;
  }

  private OrderExpiryBuilder quick(Shop shop, WechatPay wechatPay) {
    return shop.expiry()
        .wechatPay(wechatPay)
        .policy(QUICK)
        .threads(8)
        .requestsPerSecond(2_000)
        .pollInterval(Duration.ofMillis(50));
  }

  private WechatPay client() {
    return opened(Gateway.of(simulator).client().retryPolicy(RetryPolicy.off()).build());
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "ORDER-" + i).toList();
  }

  /** Users pay, and their notifications arrive, while workers close the same orders. */
  @ParameterizedTest
  @MethodSource("databases")
  void settlesEachOrderOnceThoughNotificationsCompeteWithWorkers(Database database)
      throws Exception {
    System.out.println("Seed of the races: -Dexpiry.seed=" + SEED);
    Shop shop = opened(Shop.create(database));
    OrderExpiry expiry = opened(quick(shop, client()).build());
    List<String> numbers = new ArrayList<>(numbers(RACES));
    numbers.forEach(simulator::createOrder);
    shop.placeDue(expiry, numbers);
    Collections.shuffle(numbers, new Random(SEED));
    AtomicInteger delivered = new AtomicInteger();
    Thread users =
        new Thread(
            () -> {
              for (String no : numbers) {
                try {
                  simulator.pay(no);
                } catch (IllegalStateException closedAlready) {
                  continue;
                }
                if (shop.paid(expiry, no)) {
                  delivered.incrementAndGet();
                }
              }
            });

    expiry.start();
    users.start();
    users.join();
    Await.until("all settled", ALL_SETTLED, () -> shop.timers() == 0);

    Audit audit = Audit.of(shop, simulator.orders());
    assertThat(audit.isClean()).as(audit::toString).isTrue();
    assertThat(shop.released()).isEqualTo(audit.released());
    assertThat(shop.count("select count(*) from journal where kind = 'NOTIFIED'"))
        .isEqualTo(delivered.get());
    System.out.println(
        RACES
            + " races: "
            + delivered
            + " delivered by the notification, "
            + audit.released()
            + " released");
  }

  /** A wrong key is nobody's order's fault: no row is touched, and all goes on when it is right. */
  @Test
  void touchesNoBacklogWhileTheKeyOfTheMerchantIsWrong() {
    Shop shop = opened(Shop.create(Database.POSTGRESQL));
    List<String> numbers = numbers(BACKLOG);
    numbers.forEach(simulator::createOrder);
    WechatPaySimulator other = opened(WechatPaySimulator.start());
    WechatPay right = client();
    WechatPay wrong = opened(Gateway.withKeyOf(simulator, other).client().build());
    AtomicBoolean fixed = new AtomicBoolean();
    OrderExpiry expiry =
        opened(
            quick(shop, right)
                .closer(
                    order ->
                        (fixed.get() ? right : wrong)
                            .closeDecisively(
                                order.outTradeNo(), ClosePolicy.standard().closeFirst()))
                .requestsPerOrder(2)
                .build());
    shop.placeDue(expiry, numbers);

    expiry.start();
    Await.until("paused", LIMIT, () -> expiry.progress().pauseReason().isPresent());
    long probes = simulator.requestCount();
    Await.until("probed", LIMIT, () -> simulator.requestCount() > probes + 6);

    assertThat(expiry.progress().pauseReason().orElseThrow()).contains("SIGN_ERROR");
    long written = shop.count("select count(*) from wechatpay_order_expiry where version > 1");
    System.out.println("Wrong key with a backlog of " + BACKLOG + ": " + written + " rows written");
    assertThat(written).isLessThan(50);
    assertThat(shop.settled()).isZero();

    fixed.set(true);
    Await.until("1,000 settled", ALL_SETTLED, () -> shop.settled() >= Math.min(1_000, BACKLOG));
    assertThat(expiry.progress().pauseReason()).isEmpty();
    assertThat(expiry.progress().parked()).isZero();
    expiry.close();

    Audit audit = Audit.of(shop, simulator.orders());
    assertThat(audit.twice()).isEmpty();
    assertThat(audit.wrong()).isEmpty();
    assertThat(shop.settled() + shop.timers()).isEqualTo(BACKLOG);
  }

  /** One wrong order is its own fault, though its error says that the merchant's rights lack. */
  @Test
  void goesOnAfterAnOrderThatTheMerchantMayNotClose() {
    Shop shop = opened(Shop.create(Database.POSTGRESQL));
    List<String> numbers = numbers(100);
    numbers.forEach(simulator::createOrder);
    simulator.createOrder("FOREIGN-1");
    simulator.failWhen(
        request ->
            request.outTradeNo().filter("FOREIGN-1"::equals).isPresent()
                ? Optional.of(Fault.error(403, "NO_AUTH"))
                : Optional.empty());
    OrderExpiry expiry = opened(quick(shop, client()).policy(QUICK.withHandlerAttempts(2)).build());
    shop.placeDue(expiry, List.of("FOREIGN-1"));
    shop.placeDue(expiry, numbers);

    expiry.start();

    Await.until("others settled", LIMIT, () -> shop.settled() == 100);
    Await.until("parked", LIMIT, () -> expiry.progress().parked() == 1);
    assertThat(expiry.parked(1).get(0).reason()).contains("NO_AUTH");
    Await.until("no pause", LIMIT, () -> expiry.progress().pauseReason().isEmpty());
  }

  /** Several orders are told FREQUENCY_LIMITED: the whole fleet stands still for a while. */
  @Test
  void pausesTheFleetIfSeveralOrdersAreLimited() {
    Shop shop = opened(Shop.create(Database.POSTGRESQL));
    List<String> numbers = numbers(60);
    numbers.forEach(simulator::createOrder);
    AtomicInteger limited = new AtomicInteger();
    simulator.failWhen(
        request ->
            limited.incrementAndGet() <= 10
                ? Optional.of(Fault.error(429, "FREQUENCY_LIMITED"))
                : Optional.empty());
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    OrderExpiry first = opened(quick(shop, timed(times)).requestsPerSecond(200).build());
    OrderExpiry second = opened(quick(shop, timed(times)).requestsPerSecond(200).build());
    shop.placeDue(first, numbers);

    first.start();
    second.start();
    Await.until("all settled", LIMIT, () -> shop.settled() == 60);

    List<Long> sorted = times.stream().sorted().toList();
    long longest = 0;
    for (int i = 1; i < sorted.size(); i++) {
      longest = Math.max(longest, sorted.get(i) - sorted.get(i - 1));
    }
    // Of the 10 s, closes that were under way take what their own pauses last.
    assertThat(Duration.ofNanos(longest)).isGreaterThan(Duration.ofSeconds(5));
    assertThat(Audit.of(shop, simulator.orders()).isClean()).isTrue();
  }

  /** One order is told FREQUENCY_LIMITED because its user is paying it: the others go on. */
  @Test
  void pausesNobodyIfOneOrderIsLimited() {
    Shop shop = opened(Shop.create(Database.POSTGRESQL));
    List<String> numbers = numbers(30);
    numbers.forEach(simulator::createOrder);
    simulator.failWhen(
        request ->
            request.outTradeNo().filter("ORDER-3"::equals).isPresent()
                    && simulator.state("ORDER-3").orElseThrow() == OrderState.UNPAID
                ? Optional.of(Fault.error(429, "FREQUENCY_LIMITED"))
                : Optional.empty());
    Bucket bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(200).refillGreedy(2_000, Duration.ofSeconds(1)))
            .build();
    AtomicLong lowest = new AtomicLong();
    OrderExpiry expiry = opened(quick(shop, client()).bucket(bucket).build());
    shop.placeDue(expiry, numbers);

    expiry.start();
    Await.until(
        "others settled",
        LIMIT,
        () -> {
          lowest.accumulateAndGet(bucket.getAvailableTokens(), Math::min);
          return shop.settled() == 29;
        });
    simulator.pay("ORDER-3");
    Await.until("all settled", LIMIT, () -> shop.settled() == 30);

    assertThat(lowest.get()).as("a pause is a debt of 20,000 requests").isGreaterThan(-1_000);
    assertThat(shop.journal().get("ORDER-3")).containsExactly("PAID");
  }

  /** The limit is one for all processes, and a permit is a request. */
  @ParameterizedTest
  @MethodSource("databases")
  void keepsOneLimitForAllProcesses(Database database) {
    Shop shop = opened(Shop.create(database));
    List<String> numbers = numbers(100);
    numbers.forEach(simulator::createOrder);
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    int limit = 40;
    List<OrderExpiry> fleet = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      fleet.add(opened(quick(shop, timed(times)).requestsPerSecond(limit).build()));
    }
    shop.placeDue(fleet.get(0), numbers);

    fleet.forEach(OrderExpiry::start);
    Await.until("all settled", LIMIT, () -> shop.settled() == 100);

    List<Long> sorted = times.stream().sorted().toList();
    assertThat(sorted).as("two requests an order").hasSize(200);
    int most = 0;
    for (int from = 0, to = 0; to < sorted.size(); to++) {
      while (sorted.get(to) - sorted.get(from) > 1_000_000_000L) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    // Beside the burst of the bucket, each process may still send what it leased before.
    assertThat(most).isLessThanOrEqualTo(limit + limit / 10 + 3 * 2 + 24);
  }

  private WechatPay timed(ConcurrentLinkedQueue<Long> times) {
    CallListener listener =
        call ->
            new CallObserver() {
              @Override
              public void attempted(AttemptEnd attempt) {
                times.add(System.nanoTime());
              }
            };
    return opened(
        Gateway.of(simulator).client().retryPolicy(RetryPolicy.off()).listener(listener).build());
  }
}
