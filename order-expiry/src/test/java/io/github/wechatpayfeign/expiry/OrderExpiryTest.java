package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders expire and are settled, against a gateway on loopback and a real database. */
class OrderExpiryTest {

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final TestDatabase database = new TestDatabase();
  private final Transactions transactions = Transactions.of(database.dataSource());
  private final WechatPay wechatPay =
      WechatPay.builder(
              Merchant.builder()
                  .mchid(simulator.mchid())
                  .merchantSerial(simulator.merchantSerial())
                  .privateKeyPem(simulator.merchantPrivateKeyPem())
                  .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
                  .build())
          .baseUrl(simulator.baseUrl())
          .listener(OrderExpiry.requestCounter())
          .build();
  private final OrderExpiry expiry =
      OrderExpiry.builder(database.dataSource(), transactions)
          .wechatPay(wechatPay)
          .handler((order, decision) -> journal(order.outTradeNo(), decision.kind().name()))
          .policy(
              ExpiryPolicy.standard()
                  .withGrace(Duration.ZERO)
                  .withNotFoundDelay(Duration.ofMillis(100)))
          .threads(8)
          .pollInterval(Duration.ofMillis(50))
          .build();

  private void journal(String outTradeNo, String kind) throws Exception {
    boolean unused =
        transactions.join(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement("insert into settled values (?, ?)")) {
                insert.setString(1, outTradeNo);
                insert.setString(2, kind);
                return insert.executeUpdate() == 1;
              }
            });
  }

  @AfterEach
  void stop() {
    expiry.close();
    wechatPay.close();
    database.close();
    simulator.close();
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

  @Test
  void closesOrdersWhoseTimeIsOverAndSettlesEachOnce() throws Exception {
    for (int i = 0; i < 50; i++) {
      simulator.createOrder("ORDER-" + i);
      closeAt("ORDER-" + i, Instant.now());
    }
    simulator.pay("ORDER-7");
    closeAt("ORDER-NONE", Instant.now());
    simulator.createOrder("ORDER-LATER");
    closeAt("ORDER-LATER", Instant.now().plusSeconds(3600));

    expiry.start();
    until(() -> database.count("select count(*) from settled") == 51);

    assertThat(database.count("select count(*) from settled where kind = 'CLOSED'")).isEqualTo(49);
    assertThat(database.count("select count(*) from settled where kind = 'PAID'")).isEqualTo(1);
    assertThat(database.count("select count(*) from settled where kind = 'NOT_FOUND'"))
        .isEqualTo(1);
    assertThat(simulator.state("ORDER-LATER")).contains(OrderState.UNPAID);
    assertThat(expiry.progress().waiting()).isEqualTo(1);
    assertThat(expiry.progress().due()).isZero();
  }

  @Test
  void letsANotificationSettleInsteadOfAWorker() throws Exception {
    closeAt("ORDER-1", Instant.now().plusSeconds(3600));

    assertThat(transactions.<Boolean>begin(connection -> expiry.settle("ORDER-1"))).isTrue();
    assertThat(transactions.<Boolean>begin(connection -> expiry.settle("ORDER-1"))).isFalse();
  }

  @Test
  void refusesToSetATimerOutsideOfATransaction() {
    assertThatThrownBy(() -> expiry.closeAt("ORDER-1", Instant.now()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }

  @Test
  void startsAgainAfterAClose() throws Exception {
    expiry.start();
    assertThatThrownBy(expiry::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run already");
    expiry.close();

    simulator.createOrder("ORDER-1");
    closeAt("ORDER-1", Instant.now());
    expiry.start();

    until(() -> database.count("select count(*) from settled") == 1);
  }

  @Test
  void parksAnOrderWhoseChangesTheCommitRefuses() throws Exception {
    simulator.createOrder("ORDER-1");
    closeAt("ORDER-1", Instant.now());
    RefusedCommits refusing = new RefusedCommits(transactions);

    try (OrderExpiry refused =
        OrderExpiry.builder(database.dataSource(), refusing)
            .wechatPay(wechatPay)
            .handler(
                (order, decision) -> {
                  journal(order.outTradeNo(), decision.kind().name());
                  refusing.refuse();
                })
            .policy(
                ExpiryPolicy.standard()
                    .withHandlerAttempts(2)
                    .withDelays(Duration.ofMillis(10), Duration.ofMillis(10)))
            .pollInterval(Duration.ofMillis(20))
            .build()) {
      refused.start();
      until(() -> !refused.parked(1).isEmpty());

      assertThat(refused.parked(1).get(0).reason()).contains("The handler failed 2 times", "flush");
    }
    assertThat(database.count("select count(*) from settled")).isZero();
  }

  /** Transactions whose commit fails, as that of JPA does if the changed entities are refused. */
  private record RefusedCommits(Transactions transactions, AtomicBoolean next)
      implements Transactions {

    RefusedCommits(Transactions transactions) {
      this(transactions, new AtomicBoolean());
    }

    void refuse() {
      next.set(true);
    }

    @Override
    public <T> T begin(Work<T> work) throws SQLException {
      return transactions.begin(
          connection -> {
            T result = work.run(connection);
            if (next.getAndSet(false)) {
              throw new IllegalStateException("The flush failed");
            }
            return result;
          });
    }

    @Override
    public <T> T join(Work<T> work) throws SQLException {
      return transactions.join(work);
    }
  }
}
