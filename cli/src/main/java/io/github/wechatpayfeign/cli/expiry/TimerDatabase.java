package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.expiry.ExpiryProgress;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.ParkedOrder;
import io.github.wechatpayfeign.expiry.TimerStoreException;
import io.github.wechatpayfeign.expiry.Transactions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The timers of a fleet, for a process without workers. Its failures show no secret. */
final class TimerDatabase implements AutoCloseable {

  /** As many as {@code wechatPay(...)} of a fleet needs for the usual order. */
  private static final int REQUESTS_PER_ORDER = 2;

  private final JdbcUrl url;
  private final String password;
  private final OrderExpiry expiry;

  private TimerDatabase(JdbcUrl url, String password, OrderExpiry expiry) {
    this.url = url;
    this.password = password;
    this.expiry = expiry;
  }

  /**
   * Returns the timers in a database; nothing is connected yet.
   *
   * @throws IllegalArgumentException if there is no driver, or the name of the table is none
   */
  static TimerDatabase of(
      JdbcUrl url,
      @Nullable Path driverJar,
      @Nullable String user,
      String password,
      String table,
      int requestsPerSecond) {
    DriverSource source = new DriverSource(Drivers.of(url, driverJar), url, user, password);
    return new TimerDatabase(
        url,
        password,
        OrderExpiry.builder(source, Transactions.of(source))
            .tables(table, "wechatpay_rate_limit")
            .requestsPerSecond(requestsPerSecond)
            .requestsPerOrder(REQUESTS_PER_ORDER)
            .build());
  }

  ExpiryProgress progress() {
    return read(expiry::progress);
  }

  List<ParkedOrder> parked(int limit) {
    return read(() -> expiry.parked(limit));
  }

  boolean retry(String outTradeNo) {
    return read(() -> expiry.retry(outTradeNo));
  }

  private <T> T read(Supplier<T> query) {
    try {
      return query.get();
    } catch (TimerStoreException | IllegalStateException failure) {
      throw safe(failure);
    }
  }

  /**
   * Returns the failure without secrets: drivers quote the URL, and a stack trace would repeat the
   * messages of all causes.
   */
  private IllegalStateException safe(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    IllegalStateException safe =
        new IllegalStateException(
            Words.of(
                "{0}: check {1} and --table",
                url.hiddenIn(message, password).strip().replaceAll("\\s+", " "), url.shown()));
    safe.setStackTrace(failure.getStackTrace());
    return safe;
  }

  @Override
  public void close() {
    expiry.close();
  }
}
