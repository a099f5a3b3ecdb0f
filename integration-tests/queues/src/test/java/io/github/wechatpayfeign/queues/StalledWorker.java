package io.github.wechatpayfeign.queues;

import com.rabbitmq.client.Connection;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.orderexpirytests.support.FreshDatabase;
import io.github.wechatpayfeign.orderexpirytests.support.Gateway;
import io.github.wechatpayfeign.orderexpirytests.support.ParentWatch;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import io.github.wechatpayfeign.orderexpirytests.support.WorkerProcess;
import io.github.wechatpayfeign.queues.support.RabbitMqServer;
import io.github.wechatpayfeign.queues.support.RedisServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * A consumer in a process of its own, which stands still at one moment so that a test can kill it
 * there. The arguments are the URL, the user and the password of the shop's database, the file of
 * the gateway, the queue, the port of its server, and the moment.
 */
final class StalledWorker {

  /** What brings the orders. */
  enum Queue {
    RABBITMQ,
    REDISSON
  }

  /** Where the process stands still. */
  enum Moment {
    /** The order is closed at WeChat Pay, and nothing is committed. */
    BEFORE_THE_TRANSACTION,
    /** The order is settled, and the message is not acknowledged. */
    BEFORE_THE_ACKNOWLEDGEMENT
  }

  private StalledWorker() {}

  public static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Shop shop = new Shop(new FreshDatabase(arguments[0], arguments[1], arguments[2]));
    WechatPay wechatPay = Gateway.read(Path.of(arguments[3])).client().build();
    Moment moment = Moment.valueOf(arguments[6]);
    Clock clock = Clock.systemUTC();
    OrderTable orders = new OrderTable(shop.transactions(), clock);
    ExpiredOrderCloser expired =
        new ExpiredOrderCloser(
            wechatPay,
            orders,
            (no, kind) -> settle(orders, no, kind, moment),
            QueueShop.TIMING,
            clock,
            (no, problem) -> System.out.println("problem " + no + " " + problem));
    consume(Queue.valueOf(arguments[4]), Integer.parseInt(arguments[5]), expired);
  }

  private static void consume(Queue queue, int port, ExpiredOrderCloser expired) throws Exception {
    switch (queue) {
      case RABBITMQ -> {
        Connection connection = RabbitMqServer.connect(port);
        new RabbitMqRecipe(RabbitMqRecipeTest.LEVELS)
            .consume(connection.createChannel(), expired::close);
        System.out.println("ready");
        Thread.currentThread().join();
      }
      case REDISSON -> {
        RedissonRecipe recipe = new RedissonRecipe(RedisServer.connect(port), "worker-1");
        System.out.println("ready");
        recipe.work(expired::close);
      }
    }
  }

  /** Starts a process that closes the orders of a shop. */
  static WorkerProcess start(QueueShop shop, Path folder, Queue queue, int port, Moment moment) {
    FreshDatabase database = shop.shop.database();
    WorkerProcess worker =
        WorkerProcess.start(
            StalledWorker.class,
            database.url(),
            database.user(),
            database.password(),
            Gateway.of(shop.simulator).write(folder).toString(),
            queue.name(),
            Integer.toString(port),
            moment.name());
    worker.awaitLine("ready", QueueShop.LIMIT);
    return worker;
  }

  private static boolean settle(OrderTable orders, String no, Kind kind, Moment moment)
      throws SQLException {
    if (moment == Moment.BEFORE_THE_TRANSACTION) {
      standStill(no);
    }
    boolean settled = orders.settle(no, kind);
    standStill(no);
    return settled;
  }

  private static void standStill(String no) {
    System.out.println("stands still at " + no);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
