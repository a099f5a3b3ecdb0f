package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.client.observe.CallListener;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Closes orders that were not paid in time, from any number of processes, and has each of them
 * settled once. A timer is a row in the application's own database, written in the transaction that
 * writes the order. The row is the right to settle the order: the transaction that deletes it
 * settles it. That is one of a worker after a decisive close, or one that calls {@link #settle}
 * after a notification of a payment.
 *
 * <p>One instance serves one merchant with a table of its own. Thread-safe.
 */
public final class OrderExpiry implements AutoCloseable {

  private static final Instant LATEST = Instant.parse("9998-01-01T00:00:00Z");

  private final OrderExpiryBuilder settings;
  private final TimerStore timers;
  private final Object lifecycle = new Object();
  private volatile @Nullable ExpiryEngine engine;

  OrderExpiry(OrderExpiryBuilder settings) {
    this.settings = settings;
    this.timers =
        new TimerStore(settings.transactions(), new TimerTable(settings.timerTableName()));
  }

  /**
   * Returns a builder.
   *
   * @param dataSource the database of the orders; its connections belong to no transaction of the
   *     application
   * @param transactions the transactions of the application on the same database
   */
  public static OrderExpiryBuilder builder(DataSource dataSource, Transactions transactions) {
    return new OrderExpiryBuilder(dataSource, transactions);
  }

  /**
   * Returns a listener that sees the requests of each close: repeated ones count against the limit
   * of the fleet too, and FREQUENCY_LIMITED is seen at once. Give it to the merchant's client:
   * {@code WechatPay.builder(merchant).listener(OrderExpiry.requestCounter())}. Without it each
   * close counts as {@link OrderExpiryBuilder#requestsPerOrder} requests.
   */
  public static CallListener requestCounter() {
    return RequestCounter.INSTANCE;
  }

  /**
   * Sets the timer of an order, in the caller's transaction. The same time again changes nothing.
   * Another time moves the timer, and takes it from a worker that is at it.
   *
   * <p>An order that was settled already gets a new timer, and is settled once more: check in the
   * same transaction that the order still waits. If two processes set the timer of the same new
   * order at the same moment, one transaction fails, as an insert of the same order does.
   *
   * @param outTradeNo the merchant order number
   * @param timeExpire the time until which the order can be paid
   * @throws IllegalStateException if the thread is in no transaction
   * @throws IllegalArgumentException if the number breaks its rule
   * @throws TimerStoreException if the database fails
   */
  public void closeAt(String outTradeNo, Instant timeExpire) {
    new OutTradeNo().expand(outTradeNo);
    Objects.requireNonNull(timeExpire, "timeExpire");
    if (timeExpire.isAfter(LATEST)) {
      throw new IllegalArgumentException("No order can be paid until " + timeExpire);
    }
    Instant dueAt = timeExpire.plus(settings.policy().grace());
    boolean unused =
        timers.join(
            "set the timer of " + outTradeNo,
            (table, connection) -> {
              TimerData data = TimerData.first(timeExpire);
              TimerTable.Timer timer = table.lock(connection, outTradeNo).orElse(null);
              if (timer == null) {
                table.insert(connection, outTradeNo, dueAt, data);
                return true;
              }
              requireSame(timer.outTradeNo(), outTradeNo);
              return timer.data().timeExpire().equals(timeExpire)
                  || table.set(connection, outTradeNo, timer.version(), dueAt, data);
            });
  }

  private static void requireSame(String found, String outTradeNo) {
    if (!found.equals(outTradeNo)) {
      throw new IllegalStateException(
          "The table of timers takes "
              + found
              + " and "
              + outTradeNo
              + " for one order: give the column task_instance a binary collation, as the schema"
              + " file does");
    }
  }

  /**
   * Takes the right to settle an order, in the caller's transaction: after a notification of its
   * payment, or when a user cancels it.
   *
   * @return true for exactly one of all transactions that try and commit, workers among them; false
   *     if the order was settled before or has no timer
   * @throws IllegalStateException if the thread is in no transaction
   * @throws IllegalArgumentException if the number breaks its rule
   * @throws TimerStoreException if the database fails
   */
  public boolean settle(String outTradeNo) {
    new OutTradeNo().expand(outTradeNo);
    return timers.join(
        "settle " + outTradeNo, (table, connection) -> table.delete(connection, outTradeNo));
  }

  /**
   * Returns how much is open. It counts the rows of the table, so call it every some seconds at
   * most.
   *
   * @throws TimerStoreException if the database fails
   */
  public ExpiryProgress progress() {
    ExpiryEngine running = engine;
    return timers.begin(
        "count the timers",
        (table, connection) -> {
          Instant now = table.database(connection).now(connection);
          TimerTable.Counts counts = table.count(connection, now);
          long requests = counts.due() * settings.requestsPerOrder();
          return new ExpiryProgress(
              counts,
              now,
              Duration.ofMillis(requests * 1000 / settings.requestsPerSecond()),
              running == null ? null : running.pauseReason().orElse(null),
              running == null ? 0 : running.running());
        });
  }

  /**
   * Returns orders that are not tried again by themselves.
   *
   * @param limit the largest number of them, 1 or more
   * @throws TimerStoreException if the database fails
   */
  public List<ParkedOrder> parked(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit must be 1 or more, but is " + limit);
    }
    return timers
        .begin("read the parked timers", (table, connection) -> table.parked(connection, limit))
        .stream()
        .map(
            timer ->
                ParkedOrder.of(
                    timer.outTradeNo(),
                    timer.data().timeExpire(),
                    Objects.requireNonNullElse(timer.data().parkedAt(), Instant.EPOCH),
                    timer.data().reason()))
        .toList();
  }

  /**
   * Lets a parked order be tried again now, as if it were the first time.
   *
   * @return whether it was parked
   * @throws IllegalArgumentException if the number breaks its rule
   * @throws TimerStoreException if the database fails
   */
  public boolean retry(String outTradeNo) {
    new OutTradeNo().expand(outTradeNo);
    return timers.begin(
        "retry " + outTradeNo,
        (table, connection) -> {
          TimerTable.Timer timer = table.lock(connection, outTradeNo).orElse(null);
          return timer != null
              && timer.isParked()
              && table.set(
                  connection,
                  outTradeNo,
                  timer.version(),
                  table.database(connection).now(connection),
                  TimerData.first(timer.data().timeExpire()));
        });
  }

  /**
   * Starts the workers of this process. Without it, the process only sets and settles timers. After
   * {@link #close}, they can be started again.
   *
   * @throws IllegalStateException if there is no handler or no merchant, if the table cannot be
   *     used, or if the workers run already
   * @throws TimerStoreException if the database fails
   */
  public void start() {
    synchronized (lifecycle) {
      if (engine != null) {
        throw new IllegalStateException(
            "The workers of this process run already; close them before they are started again");
      }
      try {
        ExpiryEngine started =
            new ExpiryEngine(settings, timers, settings.closer(), settings.handler());
        started.start();
        engine = started;
      } catch (SQLException e) {
        throw new TimerStoreException("start the workers", e);
      }
    }
  }

  /**
   * Begins no new order, and waits for those under way: at most the deadline of a close and 10 s.
   */
  @Override
  public void close() {
    synchronized (lifecycle) {
      ExpiryEngine running = engine;
      if (running != null) {
        engine = null;
        running.close();
      }
    }
  }
}
