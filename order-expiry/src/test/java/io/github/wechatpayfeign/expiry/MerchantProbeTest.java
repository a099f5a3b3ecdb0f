package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends the pause of a merchant, with real rows of due orders. */
class MerchantProbeTest {

  private static final int PERMITS = 2;

  private final TestDatabase database = new TestDatabase();
  private final TimerStore timers =
      new TimerStore(
          Transactions.of(database.dataSource()), new TimerTable("wechatpay_order_expiry"));
  private final Bucket bucket =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(1000).refillIntervally(1000, Duration.ofDays(1)))
          .build();
  private final RequestLimit limit = new RequestLimit(bucket, 1000, 1);
  private final MerchantPause merchant = new MerchantPause();
  private final FailedCloses closes =
      new FailedCloses(new FleetPause(limit, System::nanoTime), merchant, () -> {});
  private final List<String> probed = new ArrayList<>();
  private final AtomicInteger ends = new AtomicInteger();

  @BeforeEach
  void pause() throws Exception {
    assertThat(merchant.begin("a wrong key", "ORDER-1")).isTrue();
    for (int i = 1; i <= 3; i++) {
      place("ORDER-" + i, Instant.now().minusSeconds(100 - i));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void place(String no, Instant dueAt) throws Exception {
    boolean unused =
        timers.begin(
            (table, connection) -> {
              table.insert(connection, no, dueAt, TimerData.first(dueAt));
              return true;
            });
  }

  private MerchantProbe probe(Function<ExpiredOrder, CloseDecision> closer) throws Exception {
    CountedCloser counted =
        new CountedCloser(
            order -> {
              probed.add(order.outTradeNo());
              return closer.apply(order);
            },
            limit,
            PERMITS,
            closes);
    return new MerchantProbe(
        counted,
        timers,
        new DatabaseClock(database.dataSource(), Database.H2, System::nanoTime),
        closes,
        merchant,
        () -> limit.owe(PERMITS),
        ends::incrementAndGet);
  }

  private static CloseDecision notFound(ExpiredOrder order) {
    return new CloseDecision.NotFound(
        order.outTradeNo(), CloseFailure.of(Failures.answered(404, "ORDER_NOT_EXIST")));
  }

  private static CloseDecision unsettled(ExpiredOrder order, RuntimeException failure) {
    return new CloseDecision.Unsettled(
        order.outTradeNo(), null, CloseFailure.of(failure), true, Duration.ZERO);
  }

  @Test
  void endsThePauseAfterADecision() throws Exception {
    probe(MerchantProbeTest::notFound).run(true);

    assertThat(merchant.isOn()).isFalse();
    assertThat(ends).hasValue(1);
    assertThat(probed).containsExactly("ORDER-1");
    assertThat(bucket.getAvailableTokens()).isEqualTo(1000 - PERMITS);
  }

  @Test
  void writesNoRow() throws Exception {
    probe(MerchantProbeTest::notFound).run(true);

    assertThat(
            database.count(
                "select count(*) from wechatpay_order_expiry where version = 1 and picked = false"))
        .isEqualTo(3);
  }

  /** A circuit breaker opened inside of the probe: the decision has the failure. */
  @Test
  void goesOnPausingIfACircuitBreakerOpensInsideOfTheProbe() throws Exception {
    probe(order -> unsettled(order, Failures.heldBack())).run(true);

    assertThat(merchant.isOn()).isTrue();
    assertThat(ends).hasValue(0);
  }

  @Test
  void goesOnPausingIfTheCloseThrowsTheSame() throws Exception {
    probe(
            order -> {
              throw new IllegalStateException("mine", Failures.answered(401, "SIGN_ERROR"));
            })
        .run(true);

    assertThat(merchant.isOn()).isTrue();
  }

  /** Two of the oldest orders belong to a sub-merchant that has lost its rights. */
  @Test
  void triesOtherOrdersIfTheOldestFail() throws Exception {
    Set<String> foreign = Set.of("ORDER-1", "ORDER-2");
    MerchantProbe probe =
        probe(
            order -> {
              if (foreign.contains(order.outTradeNo())) {
                throw Failures.answered(403, "NO_AUTH");
              }
              return notFound(order);
            });

    probe.run(false);
    assertThat(merchant.isOn()).isTrue();
    probe.run(true);
    probe.run(true);

    assertThat(merchant.isOn()).isFalse();
    assertThat(probed).containsExactly("ORDER-2", "ORDER-2", "ORDER-3");
  }

  @Test
  void leavesTheOrderOutWhoseCloseBeganThePause() throws Exception {
    database.execute("delete from wechatpay_order_expiry where task_instance <> 'ORDER-1'");

    probe(MerchantProbeTest::notFound).run(false);

    assertThat(probed).isEmpty();
    assertThat(merchant.isOn()).isTrue();
  }

  @Test
  void endsThePauseIfNoOrderIsDue() throws Exception {
    database.execute("delete from wechatpay_order_expiry");

    probe(MerchantProbeTest::notFound).run(true);

    assertThat(merchant.isOn()).isFalse();
  }

  @Test
  void doesNothingWithoutAPause() throws Exception {
    merchant.end();

    probe(MerchantProbeTest::notFound).run(true);

    assertThat(probed).isEmpty();
    assertThat(ends).hasValue(0);
  }

  /** Mistakes that were counted before the pause count no more after it. */
  @Test
  void letsMistakesBeCountedAnew() throws Exception {
    merchant.end();
    for (int i = 0; i < 5; i++) {
      var unused = closes.judge("ORDER-9", Failures.answered(400, "PARAM_ERROR"));
    }
    assertThat(merchant.isOn()).isTrue();

    probe(order -> unsettled(order, Failures.answered(500, "SYSTEM_ERROR"))).run(true);

    assertThat(merchant.isOn()).isFalse();
    assertThat(closes.judge("ORDER-9", Failures.answered(400, "PARAM_ERROR")))
        .isEqualTo(FailedCloses.Verdict.ORDER);
  }

  @Test
  void goesOnPausingIfTheDatabaseFails() throws Exception {
    MerchantProbe probe = probe(MerchantProbeTest::notFound);
    database.close();

    probe.run(true);

    assertThat(merchant.isOn()).isTrue();
  }
}
