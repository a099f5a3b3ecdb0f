package io.github.wechatpayfeign.expiry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener.Reason;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.TestDatabase;
import io.github.wechatpayfeign.expiry.Transactions;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the meters of expired orders show, on a real database. */
class ExpiryMetersTest {

  private static final Transaction CLOSED = closed();

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final TestDatabase database = new TestDatabase();
  private final Transactions transactions = Transactions.of(database.dataSource());
  private final OrderExpiry expiry =
      OrderExpiry.builder(database.dataSource(), transactions)
          .closer(ExpiryMetersTest::close)
          .handler((order, decision) -> {})
          .policy(ExpiryPolicy.standard().withGrace(Duration.ZERO))
          .pollInterval(Duration.ofMillis(20))
          .threads(2)
          .listener(new ExpiryMeters(registry, Tags.of("mchid", "1900000001")))
          .build();

  @AfterEach
  void stop() {
    expiry.close();
    database.close();
  }

  private static CloseDecision close(ExpiredOrder order) {
    if (order.outTradeNo().equals("ORDER-BAD")) {
      throw new IllegalArgumentException("The order is wrong");
    }
    if (order.outTradeNo().equals("ORDER-DOWN")) {
      throw new IllegalStateException("The closer is down");
    }
    return new CloseDecision.Closed(order.outTradeNo(), CLOSED);
  }

  private static Transaction closed() {
    try {
      return new ObjectMapper().readValue("{\"trade_state\": \"CLOSED\"}", Transaction.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void closeAt(String outTradeNo, Instant timeExpire) throws Exception {
    boolean unused =
        transactions.begin(
            connection -> {
              expiry.closeAt(outTradeNo, timeExpire);
              return true;
            });
  }

  private static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private double count(String name, String... labels) {
    var counter = registry.find(name).tags(labels).counter();
    return counter == null ? 0 : counter.count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  @Test
  void countWhatTheWorkersDo() throws Exception {
    closeAt("ORDER-1", Instant.now().minusSeconds(60));
    closeAt("ORDER-DOWN", Instant.now());
    closeAt("ORDER-BAD", Instant.now());

    expiry.start();
    until(() -> count("wechatpay.expiry.settled", "kind", "CLOSED") == 1);
    until(() -> count("wechatpay.expiry.unsettled", "reason", "CLOSE_FAILED") == 1);
    until(() -> expiry.progress().parked() == 1);
    until(() -> registry.get("wechatpay.expiry.late").timer().count() == 1);

    assertThat(registry.get("wechatpay.expiry.late").timer().totalTime(TimeUnit.SECONDS))
        .isGreaterThanOrEqualTo(60);
    assertThat(registry.get("wechatpay.expiry.permits.waited").timer().count()).isEqualTo(3);
    assertThat(registry.getMeters())
        .allSatisfy(
            meter -> {
              assertThat(meter.getId().getTag("mchid")).isEqualTo("1900000001");
              assertThat(meter.getId().toString()).doesNotContain("ORDER-");
            });
  }

  @Test
  void countWhatOthersTook() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ExpiryMeters meters = new ExpiryMeters(registry);

    meters.fenced(ExpiredOrder.of("ORDER-1", Instant.EPOCH, 1));
    meters.revived("ORDER-1");
    meters.postponed(ExpiredOrder.of("ORDER-1", Instant.EPOCH, 1), Reason.STOPPING);

    assertThat(registry.get("wechatpay.expiry.fenced").counter().count()).isEqualTo(1);
    assertThat(registry.get("wechatpay.expiry.revived").counter().count()).isEqualTo(1);
    assertThat(
            registry.get("wechatpay.expiry.unsettled").tag("reason", "STOPPING").counter().count())
        .isEqualTo(1);
  }

  @Test
  void countTheTableAtMostEveryTenSeconds() throws Exception {
    ExpiryMeters.gauges(expiry).bindTo(registry);
    closeAt("ORDER-1", Instant.now().minusSeconds(1));
    assertThat(gauge("wechatpay.expiry.due")).isEqualTo(1);
    assertThat(gauge("wechatpay.expiry.parked")).isZero();

    closeAt("ORDER-2", Instant.now().minusSeconds(1));
    clock.add(Duration.ofMillis(9_999));
    assertThat(gauge("wechatpay.expiry.due")).isEqualTo(1);
    clock.add(Duration.ofMillis(1));
    assertThat(gauge("wechatpay.expiry.due")).isEqualTo(2);
  }

  @Test
  void showNoCountIfTheDatabaseFails() {
    ExpiryMeters.gauges(expiry, Tags.of("mchid", "1900000001")).bindTo(registry);
    database.close();

    assertThat(gauge("wechatpay.expiry.due")).isNaN();
    assertThat(gauge("wechatpay.expiry.parked")).isNaN();
  }
}
