package io.github.wechatpayfeign.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.WorkerProcess;
import io.github.wechatpayfeign.queues.support.RedisServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/** The recipe for Redisson, run against the Redis of this machine. */
class RedissonRecipeTest {

  private static final String NO = "ORDER-1";

  private static RedisServer server;

  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private QueueShop shop;
  private RedissonClient redisson;

  @BeforeAll
  static void startServer() {
    server = RedisServer.startOrSkip();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    shop = new QueueShop(Clock.systemUTC());
    redisson = server.connect();
  }

  @AfterEach
  void close() throws InterruptedException {
    worker.shutdownNow();
    assertThat(worker.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    redisson.getKeys().flushall();
    redisson.shutdown();
    shop.close();
  }

  @Test
  void settlesEachOrderOnceAndAsTheGatewaySays() {
    RedissonRecipe recipe = new RedissonRecipe(redisson, "worker-1");
    Instant soon = Instant.now().plusMillis(300);
    for (int i = 1; i <= 10; i++) {
      shop.placeAtWechatPay("USUAL-" + i, soon);
    }
    shop.placeAtWechatPay("PAID-1", soon);
    shop.simulator.pay("PAID-1");
    shop.place("UNKNOWN-1", soon);
    for (String no : shop.shop.strings("select no from orders")) {
      recipe.send(no, Duration.ofMillis(300));
      recipe.send(no, Duration.ofMillis(300));
    }

    work(recipe);
    shop.awaitNoneWaiting();
    awaitNothingInRedis();

    Audit audit = shop.audit();
    assertThat(audit.isClean()).as(audit.toString()).isTrue();
    assertThat(audit.orders()).isEqualTo(12);
    assertThat(shop.shop.released()).isEqualTo(11);
    assertThat(shop.reports).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void takesUpWhatItHadWhenItWasKilled(StalledWorker.Moment moment, @TempDir Path folder) {
    shop.placeAtWechatPay(NO, Instant.now());
    RedissonRecipe recipe = new RedissonRecipe(redisson, "worker-1");
    try (WorkerProcess killed =
        StalledWorker.start(shop, folder, StalledWorker.Queue.REDISSON, server.port(), moment)) {
      recipe.send(NO, Duration.ZERO);
      killed.awaitLine("stands still at " + NO, QueueShop.LIMIT);
      killed.kill();
    }
    assertThat(redisson.getKeys().count()).as("it is not lost").isEqualTo(1);

    work(recipe);
    awaitNothingInRedis();

    assertThat(shop.waiting()).isZero();
    assertThat(shop.audit().isClean()).isTrue();
    assertThat(shop.shop.released()).isEqualTo(1);
  }

  /** Why the recipe moves an order to a list of its worker. */
  @Test
  void showsThatAnOrderIsGoneAsSoonAsItIsTaken() throws InterruptedException {
    new RedissonRecipe(redisson, "worker-1").send(NO, Duration.ZERO);

    Object taken = redisson.getBlockingQueue("expired-orders", StringCodec.INSTANCE).take();

    assertThat(taken).isEqualTo(NO);
    awaitNothingInRedis();
  }

  private void work(RedissonRecipe recipe) {
    worker.execute(
        () -> {
          try {
            recipe.work(shop.expired::close);
          } catch (InterruptedException | RedisException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void awaitNothingInRedis() {
    Await.until("nothing in Redis", QueueShop.LIMIT, () -> redisson.getKeys().count() == 0);
  }
}
