package io.github.wechatpayfeign.expiry;

import io.github.bucket4j.Bucket;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPay;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds an {@link OrderExpiry}. Not thread-safe. */
public final class OrderExpiryBuilder {

  /** The limit of requests that a fleet has unless another one is set, a second. */
  public static final int DEFAULT_REQUESTS_PER_SECOND = 100;

  /** The number of orders that a process is at, at most, unless another one is set. */
  public static final int DEFAULT_THREADS = 32;

  private static final int MAX_REQUESTS_PER_SECOND = 100_000;
  private static final int MAX_REQUESTS_PER_ORDER = 20;
  private static final int MAX_THREADS = 1_000;
  private static final Duration MIN_POLL = Duration.ofMillis(10);
  private static final Duration MAX_POLL = Duration.ofMinutes(1);

  private final DataSource dataSource;
  private final Transactions transactions;
  private @Nullable WechatPay wechatPay;
  private @Nullable Closer closer;
  private @Nullable ExpiredOrderHandler handler;
  private ExpiryPolicy policy = ExpiryPolicy.standard();
  private ExpiryListener listener = new ExpiryListener() {};
  private @Nullable Bucket bucket;
  private int requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;
  private int requestsPerOrder;
  private int threads = DEFAULT_THREADS;
  private Duration pollInterval = Duration.ofSeconds(1);
  private String timerTable = "wechatpay_order_expiry";
  private String limitTable = "wechatpay_rate_limit";

  OrderExpiryBuilder(DataSource dataSource, Transactions transactions) {
    this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    this.transactions = Objects.requireNonNull(transactions, "transactions");
  }

  private OrderExpiryBuilder(OrderExpiryBuilder other) {
    this.dataSource = other.dataSource;
    this.transactions = other.transactions;
    this.wechatPay = other.wechatPay;
    this.closer = other.closer;
    this.handler = other.handler;
    this.policy = other.policy;
    this.listener = other.listener;
    this.bucket = other.bucket;
    this.requestsPerSecond = other.requestsPerSecond;
    this.requestsPerOrder = other.requestsPerOrder;
    this.threads = other.threads;
    this.pollInterval = other.pollInterval;
    this.timerTable = other.timerTable;
    this.limitTable = other.limitTable;
  }

  /**
   * Sets the client of the merchant whose orders expire. Orders are closed first and queried
   * afterwards, which takes 2 requests for the usual order.
   */
  public OrderExpiryBuilder wechatPay(WechatPay wechatPay) {
    this.wechatPay = Objects.requireNonNull(wechatPay, "wechatPay");
    this.closer = null;
    return this;
  }

  /** Sets how an order is closed, such as for a sub-merchant; replaces {@link #wechatPay}. */
  public OrderExpiryBuilder closer(Closer closer) {
    this.closer = Objects.requireNonNull(closer, "closer");
    this.wechatPay = null;
    return this;
  }

  /** Sets who settles an expired order. Workers need one. */
  public OrderExpiryBuilder handler(ExpiredOrderHandler handler) {
    this.handler = Objects.requireNonNull(handler, "handler");
    return this;
  }

  /** Sets when orders are closed and tried again, by default {@link ExpiryPolicy#standard()}. */
  public OrderExpiryBuilder policy(ExpiryPolicy policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /** Sets who learns what the workers of this process do, such as meters. */
  public OrderExpiryBuilder listener(ExpiryListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Sets the limit of requests that all processes of the fleet share, by default 100 a second. The
   * process that started last decides.
   *
   * @param requestsPerSecond 1 to 100,000
   */
  public OrderExpiryBuilder requestsPerSecond(int requestsPerSecond) {
    this.requestsPerSecond =
        require("requests per second", requestsPerSecond, MAX_REQUESTS_PER_SECOND);
    return this;
  }

  /**
   * Sets how many permits of the limit are taken before an order is closed: by default 2 for {@link
   * #wechatPay} and 3 for {@link #closer}.
   *
   * @param requestsPerOrder 1 to 20
   */
  public OrderExpiryBuilder requestsPerOrder(int requestsPerOrder) {
    this.requestsPerOrder = require("requests per order", requestsPerOrder, MAX_REQUESTS_PER_ORDER);
    return this;
  }

  /**
   * Sets another bucket for the limit, such as one in Redis that other programs use too. By default
   * the bucket is a row in the database of the timers. Tell its rate by {@link #requestsPerSecond}
   * as well; a bucket must hold at least {@link #requestsPerOrder} permits.
   */
  public OrderExpiryBuilder bucket(Bucket bucket) {
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    return this;
  }

  /**
   * Sets how many orders this process is at, at most, by default 32.
   *
   * @param threads 1 to 1,000
   */
  public OrderExpiryBuilder threads(int threads) {
    this.threads = require("threads", threads, MAX_THREADS);
    return this;
  }

  /**
   * Sets how often this process looks for orders that are due, by default every second.
   *
   * @param pollInterval 10 ms to 1 minute
   */
  public OrderExpiryBuilder pollInterval(Duration pollInterval) {
    if (pollInterval.compareTo(MIN_POLL) < 0 || pollInterval.compareTo(MAX_POLL) > 0) {
      throw new IllegalArgumentException(
          "The poll interval must be 10 ms to 1 minute, but is " + pollInterval);
    }
    this.pollInterval = pollInterval;
    return this;
  }

  /**
   * Sets the names of the tables, by default {@code wechatpay_order_expiry} and {@code
   * wechatpay_rate_limit}. Each merchant needs tables of its own.
   *
   * @throws IllegalArgumentException if a name is not 1 to 63 letters, digits, {@code _} and {@code
   *     .}
   */
  public OrderExpiryBuilder tables(String timers, String limit) {
    this.timerTable = new TimerTable(timers).name();
    this.limitTable = new TimerTable(limit).name();
    return this;
  }

  /** Builds it; nothing is connected and nothing starts. */
  public OrderExpiry build() {
    return new OrderExpiry(new OrderExpiryBuilder(this));
  }

  DataSource dataSource() {
    return dataSource;
  }

  Transactions transactions() {
    return transactions;
  }

  ExpiryPolicy policy() {
    return policy;
  }

  ExpiryListener listener() {
    return listener;
  }

  @Nullable Bucket bucket() {
    return bucket;
  }

  int requestsPerSecond() {
    return requestsPerSecond;
  }

  int requestsPerOrder() {
    if (requestsPerOrder > 0) {
      return requestsPerOrder;
    }
    return wechatPay == null ? 3 : 2;
  }

  int threads() {
    return threads;
  }

  Duration pollInterval() {
    return pollInterval;
  }

  String timerTableName() {
    return timerTable;
  }

  String limitTableName() {
    return limitTable;
  }

  /** Returns how an order is closed. */
  Closer closer() {
    if (closer != null) {
      return closer;
    }
    WechatPay client = wechatPay;
    if (client == null) {
      throw new IllegalStateException("Workers need wechatPay(...) or closer(...) to close orders");
    }
    ClosePolicy close = ClosePolicy.standard().withDeadline(policy.deadline()).closeFirst();
    return order -> client.closeDecisively(order.outTradeNo(), close);
  }

  /** Returns who settles an expired order. */
  ExpiredOrderHandler handler() {
    ExpiredOrderHandler set = handler;
    if (set == null) {
      throw new IllegalStateException("Workers need handler(...) to settle orders");
    }
    return set;
  }

  private static int require(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          "The " + name + " must be 1 to " + max + ", but are " + value);
    }
    return value;
  }
}
