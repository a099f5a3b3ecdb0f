package io.github.wechatpayfeign.queues;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Orders that expire by way of RabbitMQ: each delay has a queue whose messages all wait as long.
 */
final class RabbitMqRecipe {

  static final String DUE = "expired-orders";
  static final String PARKED = "expired-orders.parked";

  private static final long CONFIRM_MILLIS = 10_000;
  private static final int DELIVERY_LIMIT = 20;

  private final List<Duration> levels;

  /** Takes the delays, such as 5 s, 1, 5 and 30 minutes; they are part of the queues' names. */
  RabbitMqRecipe(Duration... levels) {
    this.levels = List.of(levels).stream().sorted(Comparator.reverseOrder()).toList();
  }

  void declare(Channel channel) throws IOException {
    channel.queueDeclare(PARKED, true, false, false, Map.of("x-queue-type", "quorum"));
    Map<String, Object> due = quorumQueueThenTo(PARKED);
    due.put("x-delivery-limit", DELIVERY_LIMIT);
    channel.queueDeclare(DUE, true, false, false, due);
    for (Duration level : levels) {
      Map<String, Object> waiting = quorumQueueThenTo(DUE);
      waiting.put("x-message-ttl", level.toMillis());
      channel.queueDeclare(waiting(level), true, false, false, waiting);
    }
  }

  private static Map<String, Object> quorumQueueThenTo(String next) {
    return new HashMap<>(
        Map.of(
            "x-queue-type", "quorum",
            "x-overflow", "reject-publish",
            "x-dead-letter-strategy", "at-least-once",
            "x-dead-letter-exchange", "",
            "x-dead-letter-routing-key", next));
  }

  private static String waiting(Duration level) {
    return DUE + ".after." + level.toMillis();
  }

  /** Sends an order to the longest level within the delay; returns once RabbitMQ has it on disk. */
  void send(Channel channel, String no, Duration delay) throws IOException {
    Duration level =
        levels.stream()
            .filter(candidate -> candidate.compareTo(delay) <= 0)
            .findFirst()
            .orElse(levels.get(levels.size() - 1));
    try {
      channel.basicPublish(
          "", waiting(level), MessageProperties.PERSISTENT_BASIC, no.getBytes(UTF_8));
      channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while sending " + no);
    } catch (TimeoutException e) {
      throw new IOException("RabbitMQ did not confirm " + no, e);
    }
  }

  /** Closes due orders one after the other. */
  void consume(Channel channel, Function<String, Optional<Duration>> close) throws IOException {
    channel.confirmSelect();
    channel.basicQos(1);
    channel.basicConsume(
        DUE, false, (consumer, message) -> handle(channel, message, close), consumer -> {});
  }

  private void handle(Channel channel, Delivery message, Function<String, Optional<Duration>> close)
      throws IOException {
    String no = new String(message.getBody(), UTF_8);
    Optional<Duration> again = close.apply(no);
    if (again.isPresent()) {
      send(channel, no, again.get());
    }
    channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
  }
}
