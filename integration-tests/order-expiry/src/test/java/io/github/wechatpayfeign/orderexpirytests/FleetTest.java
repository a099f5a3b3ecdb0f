package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Fleet;
import io.github.wechatpayfeign.orderexpirytests.support.PausingProxy;
import io.github.wechatpayfeign.orderexpirytests.support.PostgresServer;
import io.github.wechatpayfeign.orderexpirytests.support.WorkerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Orders are settled once, and as the gateway's order book says, whatever happens to the processes
 * of a fleet, to its database and between them. {@code -Dexpiry.orders} and {@code -Dexpiry.kills}
 * make it larger, {@code -Dexpiry.seed} repeats a run.
 */
class FleetTest {

  private static final int ORDERS = Integer.getInteger("expiry.orders", 200);
  private static final int KILLS = Integer.getInteger("expiry.kills", 2);
  private static final int REQUESTS_PER_SECOND = Integer.getInteger("expiry.requests", 150);
  private static final long SEED = Long.getLong("expiry.seed", System.nanoTime());
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Random random = new Random(SEED);

  static List<Database> databases() {
    return Database.available();
  }

  private Fleet fleet(Database database, int orders) {
    System.out.println("Seed of the fleet: -Dexpiry.seed=" + SEED);
    return new Fleet(database, orders, REQUESTS_PER_SECOND, random);
  }

  private static void check(Fleet fleet, int orders) {
    Audit audit = fleet.audit();
    assertThat(audit.orders()).isEqualTo(orders);
    assertThat(audit.lost()).as("lost").isEmpty();
    assertThat(audit.twice()).as("settled twice").isEmpty();
    assertThat(audit.wrong()).as("in disagreement with the order book").isEmpty();
    assertThat(fleet.shop().released()).as("pieces given back").isEqualTo(audit.released());
    assertThat(fleet.count("parked")).isZero();
    System.out.println(orders + " orders" + fleet);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void survivesWorkersThatAreKilledAndOneThatStandsStill(Database database) {
    try (Fleet fleet = fleet(database, ORDERS)) {
      Fleet.StandingStill still = fleet.startOneThatStandsStill(ORDERS / 10);
      fleet.start();
      fleet.start();
      for (int i = 0; i < KILLS; i++) {
        fleet.awaitSettled((long) ORDERS * (i + 2) / (KILLS + 3));
        fleet.kill(fleet.workers().get(1 + random.nextInt(2)));
        fleet.start();
      }
      fleet.awaitTaken(still);
      still.worker().go();
      fleet.awaitEnd();
      Await.until(fleet, LIMIT, () -> fleet.count("fenced") >= still.held().size());

      check(fleet, ORDERS);
    }
  }

  @Test
  void survivesACrashOfItsDatabase() {
    try (Fleet fleet = fleet(Database.POSTGRESQL, ORDERS)) {
      fleet.start();
      fleet.start();
      fleet.awaitSettled(ORDERS / 4);
      PostgresServer.shared().crash();
      PostgresServer.shared().startAgain();
      fleet.shop().dataSource().getHikariPoolMXBean().softEvictConnections();
      fleet.awaitEnd();

      check(fleet, ORDERS);
    }
  }

  /**
   * The network between a worker and its database stops, and later loses the answers to commits.
   */
  @Test
  void survivesANetworkThatStopsAndLosesAnswers() {
    try (Fleet fleet = fleet(Database.POSTGRESQL, ORDERS);
        PausingProxy proxy = PausingProxy.to(fleet.shop().database().port())) {
      fleet.start(fleet.shop().database().through(proxy).withSocketTimeout(Duration.ofSeconds(2)));
      fleet.awaitSettled(ORDERS / 8);
      proxy.swallowAnswers();
      fleet.start();
      fleet.awaitSettled(ORDERS / 4);
      proxy.dropAll();
      proxy.resume();
      fleet.awaitSettled(ORDERS / 2);
      proxy.pause();
      fleet.awaitSettled(ORDERS * 3L / 4);
      proxy.resume();
      fleet.awaitEnd();

      check(fleet, ORDERS);
    }
  }

  @Test
  void endsInGoodOrderWhenItIsAskedTo() {
    try (Fleet fleet = fleet(Database.POSTGRESQL, ORDERS)) {
      WorkerProcess first = fleet.start();
      fleet.awaitSettled(ORDERS / 8);
      first.terminate();
      first.awaitExit(Duration.ofSeconds(15));

      assertThat(first.lines()).contains("stopped");
      assertThat(
              fleet.shop().count("select count(*) from wechatpay_order_expiry where picked = true"))
          .as("rows without a worker")
          .isZero();
      fleet.start();
      fleet.awaitEnd();
      assertThat(fleet.count("revived")).isZero();
      assertThat(fleet.count("fenced")).isZero();
      check(fleet, ORDERS);
    }
  }
}
