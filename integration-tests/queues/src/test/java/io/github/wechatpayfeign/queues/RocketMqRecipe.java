package io.github.wechatpayfeign.queues;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.consumer.ConsumeResult;
import org.apache.rocketmq.client.apis.consumer.FilterExpression;
import org.apache.rocketmq.client.apis.consumer.PushConsumer;
import org.apache.rocketmq.client.apis.message.Message;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.apis.producer.Producer;

/** Orders that expire by way of RocketMQ 5: a message with a time of its own. */
final class RocketMqRecipe {

  /** A topic of the type DELAY. */
  static final String TOPIC = "expired-orders";

  /** What a proxy of RocketMQ 5 accepts unless it is set; the rest is sent again. */
  private static final Duration MAX_DELAY = Duration.ofDays(1).minusMinutes(1);

  private final ClientServiceProvider provider = ClientServiceProvider.loadService();
  private final Producer producer;
  private final ExpiredOrderCloser orders;
  private final Clock clock;

  RocketMqRecipe(Producer producer, ExpiredOrderCloser orders, Clock clock) {
    this.producer = producer;
    this.orders = orders;
    this.clock = clock;
  }

  void send(String no, Duration delay) throws ClientException {
    Duration now = delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    Message message =
        provider
            .newMessageBuilder()
            .setTopic(TOPIC)
            .setKeys(no)
            .setBody(no.getBytes(UTF_8))
            .setDeliveryTimestamp(clock.millis() + now.toMillis())
            .build();
    producer.send(message);
  }

  PushConsumer consume(ClientConfiguration configuration) throws ClientException {
    return provider
        .newPushConsumerBuilder()
        .setClientConfiguration(configuration)
        .setConsumerGroup("expired-orders")
        .setSubscriptionExpressions(Map.of(TOPIC, FilterExpression.SUB_ALL))
        .setMessageListener(this::handle)
        .build();
  }

  private ConsumeResult handle(MessageView message) {
    String no = UTF_8.decode(message.getBody()).toString();
    try {
      Optional<Duration> again = orders.close(no);
      if (again.isPresent()) {
        send(no, again.get());
      }
      return ConsumeResult.SUCCESS;
    } catch (ClientException e) {
      // The new message was not sent, so RocketMQ has to bring this one again.
      return ConsumeResult.FAILURE;
    }
  }
}
