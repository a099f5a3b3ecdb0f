package io.github.wechatpayfeign.queues;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.WorkerProcess;
import io.github.wechatpayfeign.queues.support.RabbitMqServer;
import io.github.wechatpayfeign.simulator.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recipe for RabbitMQ, run against the server of this machine. */
class RabbitMqRecipeTest {

  static final Duration[] LEVELS = {Duration.ofMillis(100), Duration.ofSeconds(5)};

  private static final String NO = "ORDER-1";
  private static final String ONE_QUEUE = "ttl-of-messages";
  private static final int DELIVERIES = 22;

  private static RabbitMqServer server;

  private final RabbitMqRecipe recipe = new RabbitMqRecipe(LEVELS);
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private QueueShop shop;
  private Connection connection;
  private Channel sender;

  @BeforeAll
  static void startServer() {
    server = RabbitMqServer.startOrSkip();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    shop = new QueueShop(Clock.systemUTC());
    connection = server.connect();
    sender = connection.createChannel();
    sender.confirmSelect();
    recipe.declare(sender);
  }

  @AfterEach
  void deleteQueues() throws IOException {
    for (Duration level : LEVELS) {
      sender.queueDelete(RabbitMqRecipe.DUE + ".after." + level.toMillis());
    }
    for (String queue : List.of(RabbitMqRecipe.DUE, RabbitMqRecipe.PARKED, ONE_QUEUE)) {
      sender.queueDelete(queue);
    }
    connection.close();
    shop.close();
  }

  @Test
  void settlesEachOrderOnceAndAsTheGatewaySays() throws IOException {
    Instant soon = Instant.now().plusMillis(300);
    for (int i = 1; i <= 20; i++) {
      shop.placeAtWechatPay("USUAL-" + i, soon);
    }
    shop.placeAtWechatPay("PAID-1", soon);
    shop.simulator.pay("PAID-1");
    shop.placeAtWechatPay("REFUNDED-1", soon);
    shop.simulator.pay("REFUNDED-1");
    shop.simulator.book().refund("REFUNDED-1");
    shop.place("UNKNOWN-1", soon);
    for (String no : shop.shop.strings("select no from orders")) {
      recipe.send(sender, no, Duration.ofMillis(300));
      // As a sender does that repeats what it was not sure of.
      recipe.send(sender, no, Duration.ofMillis(300));
    }
    recipe.send(sender, "ROLLED-BACK-1", Duration.ofMillis(300));

    consume();
    shop.awaitNoneWaiting();
    awaitEmptyQueues();

    Audit audit = shop.audit();
    assertThat(audit.lost()).isEmpty();
    assertThat(audit.twice()).isEmpty();
    assertThat(audit.wrong()).isEmpty();
    assertThat(audit.orders()).isEqualTo(23);
    assertThat(shop.shop.released()).isEqualTo(21);
    assertThat(shop.reports).isEmpty();
    assertThat(handled.stream().filter("UNKNOWN-1"::equals)).hasSizeGreaterThan(2);
  }

  @Test
  void closesNoOrderBeforeItsTime() throws IOException {
    Instant timeExpire = Instant.now().plusMillis(700);
    shop.placeAtWechatPay(NO, timeExpire);
    recipe.send(sender, NO, Duration.ofMillis(700));

    consume();
    shop.awaitNoneWaiting();

    assertThat(shop.simulator.history(NO))
        .last()
        .satisfies(closed -> assertThat(closed.at()).isAfterOrEqualTo(timeExpire));
    assertThat(handled).as("in steps of 100 ms").hasSizeGreaterThan(1);
  }

  @Test
  void triesAgainWhileNothingIsCertain() throws IOException {
    AtomicBoolean failing = new AtomicBoolean(true);
    shop.simulator.failWhen(
        request ->
            failing.get() ? Optional.of(Fault.error(500, "SYSTEM_ERROR")) : Optional.empty());
    shop.placeAtWechatPay(NO, Instant.now());
    recipe.send(sender, NO, Duration.ZERO);

    consume(shop.impatient());
    Await.until("it was tried twice", QueueShop.LIMIT, () -> handled.size() >= 2);
    assertThat(shop.waiting()).isEqualTo(1);
    failing.set(false);
    shop.awaitNoneWaiting();
    awaitEmptyQueues();

    assertThat(shop.shop.journal()).containsEntry(NO, List.of("CLOSED"));
    assertThat(shop.audit().isClean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void bringsAMessageAgainIfItsConsumerIsKilled(StalledWorker.Moment moment, @TempDir Path folder)
      throws IOException {
    shop.placeAtWechatPay(NO, Instant.now());
    try (WorkerProcess worker =
        StalledWorker.start(shop, folder, StalledWorker.Queue.RABBITMQ, server.port(), moment)) {
      recipe.send(sender, NO, Duration.ZERO);
      worker.awaitLine("stands still at " + NO, QueueShop.LIMIT);
      worker.kill();
    }
    boolean committed = moment == StalledWorker.Moment.BEFORE_THE_ACKNOWLEDGEMENT;
    assertThat(shop.waiting()).isEqualTo(committed ? 0 : 1);

    consume();
    Await.until("the message came again", QueueShop.LIMIT, () -> handled.contains(NO));
    shop.awaitNoneWaiting();
    awaitEmptyQueues();

    assertThat(shop.audit().isClean()).isTrue();
    assertThat(shop.shop.journal().get(NO)).hasSize(1);
    assertThat(shop.shop.released()).isEqualTo(1);
  }

  @Test
  void letsNoShortDelayWaitForALongOne() throws IOException {
    recipe.send(sender, "LONG-1", LEVELS[1]);
    recipe.send(sender, "SHORT-1", LEVELS[0]);

    assertThat(firstOf(RabbitMqRecipe.DUE)).isEqualTo("SHORT-1");
    assertThat(firstOf(RabbitMqRecipe.DUE)).isEqualTo("LONG-1");
  }

  /** Why the recipe has a queue for each delay. */
  @Test
  void showsThatAShortTimeOfAMessageWaitsForALongOneInOneQueue() throws IOException {
    sender.queueDeclare(
        ONE_QUEUE,
        true,
        false,
        false,
        Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", RabbitMqRecipe.DUE));
    publish("LONG-1", "2000");
    publish("SHORT-1", "100");

    assertThat(firstOf(RabbitMqRecipe.DUE)).isEqualTo("LONG-1");
    assertThat(firstOf(RabbitMqRecipe.DUE)).isEqualTo("SHORT-1");
  }

  /** Why each process declares the queues when it starts. */
  @Test
  void showsThatRabbitMqConfirmsAMessageToADeletedQueue() throws IOException {
    sender.queueDelete(RabbitMqRecipe.DUE + ".after." + LEVELS[0].toMillis());
    recipe.send(sender, NO, LEVELS[0]);

    recipe.declare(sender);
    recipe.send(sender, "ORDER-2", LEVELS[0]);

    assertThat(firstOf(RabbitMqRecipe.DUE)).as("ORDER-1 is lost").isEqualTo("ORDER-2");
  }

  @Test
  void parksAMessageWhoseConsumersAlwaysEnd() throws Exception {
    recipe.send(sender, NO, Duration.ZERO);
    for (int i = 0; i < DELIVERIES; i++) {
      Await.until(
          "it is due or parked",
          QueueShop.LIMIT,
          () -> messages(RabbitMqRecipe.DUE) + messages(RabbitMqRecipe.PARKED) > 0);
      if (messages(RabbitMqRecipe.PARKED) > 0) {
        break;
      }
      Channel dying = connection.createChannel();
      GetResponse unused = dying.basicGet(RabbitMqRecipe.DUE, false);
      dying.close();
    }

    assertThat(firstOf(RabbitMqRecipe.PARKED)).isEqualTo(NO);
  }

  private void consume() throws IOException {
    consume(shop.expired);
  }

  private void consume(ExpiredOrderCloser expired) throws IOException {
    recipe.consume(
        connection.createChannel(),
        no -> {
          Optional<Duration> again = expired.close(no);
          handled.add(no);
          return again;
        });
  }

  private void publish(String no, String millis) throws IOException {
    sender.basicPublish(
        "",
        ONE_QUEUE,
        new BasicProperties.Builder().expiration(millis).build(),
        no.getBytes(UTF_8));
  }

  private String firstOf(String queue) throws IOException {
    Await.until("a message in " + queue, QueueShop.LIMIT, () -> messages(queue) > 0);
    return new String(sender.basicGet(queue, true).getBody(), UTF_8);
  }

  private void awaitEmptyQueues() {
    Await.until(
        "no message waits or is due",
        QueueShop.LIMIT,
        () ->
            messages(RabbitMqRecipe.DUE) == 0
                && Arrays.stream(LEVELS)
                    .allMatch(l -> messages(RabbitMqRecipe.DUE + ".after." + l.toMillis()) == 0));
  }

  private long messages(String queue) {
    try {
      return sender.messageCount(queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
