package io.github.wechatpayfeign.benchmarks.expiry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.expiry.Closer;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.OrderExpiryBuilder;
import io.github.wechatpayfeign.expiry.Transactions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A process of the fleet. It reads one command a line: {@code start URL LIMIT}, {@code start URL
 * LIMIT GATEWAY}, {@code counts} or {@code stop}, and prints one line for each. Without a gateway
 * each order is closed at once, so that only the engine is measured.
 */
final class Worker {

  private static final int CONNECTIONS = 10;
  private static final int REQUESTS_PER_ORDER = 2;

  private final AtomicLong closes = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private @Nullable HikariDataSource dataSource;
  private @Nullable OrderExpiry expiry;
  private @Nullable WechatPay wechatPay;

  private Worker() {}

  public static void main(String[] arguments) throws Exception {
    Worker worker = new Worker();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(worker.obey(line.split(" ", -1)));
    }
    // Threads of a worker that was not stopped would keep the process alive.
    Runtime.getRuntime().halt(0);
  }

  private String obey(String[] words) throws Exception {
    switch (words[0]) {
      case "start" ->
          start(words[1], Integer.parseInt(words[2]), words.length > 3 ? words[3] : null);
      case "stop" -> stop();
      case "counts" -> {}
      default -> throw new IllegalArgumentException("unknown: " + words[0]);
    }
    return "settled=%d closes=%d".formatted(settled.get(), closes.get());
  }

  private void start(String url, int limit, @Nullable String gateway) throws Exception {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(CONNECTIONS);
    Transactions transactions = Transactions.of(pool);
    OrderExpiryBuilder builder =
        OrderExpiry.builder(pool, transactions)
            .handler((order, decision) -> settle(transactions, order, decision))
            .policy(ExpiryPolicy.standard().withGrace(Duration.ZERO))
            .requestsPerSecond(limit)
            .requestsPerOrder(REQUESTS_PER_ORDER)
            .listener(new Counting());
    if (gateway == null) {
      builder.closer(atOnce());
    } else {
      WechatPay client = Gateway.read(Path.of(gateway)).client();
      wechatPay = client;
      builder.wechatPay(client);
    }
    OrderExpiry started = builder.build();
    started.start();
    dataSource = pool;
    expiry = started;
  }

  /** The engine and the handler look at the kind of a decision alone. */
  private Closer atOnce() throws JsonProcessingException {
    String json =
        "{\"kind\":\"CLOSED\",\"outTradeNo\":\"ANY\","
            + "\"transaction\":{\"out_trade_no\":\"ANY\",\"trade_state\":\"CLOSED\"}}";
    CloseDecision closed = new ObjectMapper().readValue(json, CloseDecision.class);
    return order -> {
      closes.incrementAndGet();
      return closed;
    };
  }

  private static void settle(Transactions transactions, ExpiredOrder order, CloseDecision decision)
      throws Exception {
    boolean mine =
        transactions.join(
            connection ->
                Settlement.settle(connection, order.outTradeNo(), decision.kind().name()));
    if (!mine) {
      throw new IllegalStateException("The order was settled before: " + order.outTradeNo());
    }
  }

  private void stop() {
    Objects.requireNonNull(expiry).close();
    Objects.requireNonNull(dataSource).close();
    if (wechatPay != null) {
      wechatPay.close();
      wechatPay = null;
    }
  }

  private final class Counting implements ExpiryListener {

    @Override
    public void settled(ExpiredOrder order, CloseDecision decision, Duration late) {
      settled.incrementAndGet();
    }
  }
}
