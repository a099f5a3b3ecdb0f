package io.github.wechatpayfeign.queues;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.OrderExpiryBuilder;
import io.github.wechatpayfeign.expiry.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The steps from a queue to order expiry, during which both run. */
final class MovingOver {

  private final Transactions transactions;
  private final OrderExpiry expiry;

  MovingOver(Transactions transactions, OrderExpiry expiry) {
    this.transactions = transactions;
    this.expiry = expiry;
  }

  /** Settles an order for a consumer of the queue, a notification of a payment or a cancel. */
  boolean settle(String no, Kind kind) throws SQLException {
    return transactions.begin(
        connection -> {
          // The timer before the order, as a worker does: so neither waits for the other.
          boolean unused = expiry.settle(no);
          return OrderTable.settle(connection, no, kind);
        });
  }

  static OrderExpiryBuilder workers(
      DataSource dataSource, Transactions transactions, WechatPay wechatPay) {
    OrderExpiryBuilder workers =
        OrderExpiry.builder(dataSource, transactions)
            .wechatPay(wechatPay)
            .handler(
                (order, decision) -> {
                  boolean unused =
                      transactions.join(
                          connection ->
                              OrderTable.settle(connection, order.outTradeNo(), decision.kind()));
                });
    return workers;
  }

  /** Sets the timers of orders that were placed before; returns for how many. */
  int setMissingTimers(int limit) throws SQLException {
    List<String> numbers = transactions.begin(connection -> withoutTimer(connection, limit));
    int set = 0;
    for (String no : numbers) {
      set += transactions.begin(connection -> setTimer(connection, no));
    }
    return set;
  }

  private static List<String> withoutTimer(Connection connection, int limit) throws SQLException {
    String sql =
        "select no from orders where state = 'WAITING' and not exists (select 1"
            + " from wechatpay_order_expiry where task_instance = no) limit "
            + limit;
    List<String> numbers = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getString(1));
      }
    }
    return numbers;
  }

  private int setTimer(Connection connection, String no) throws SQLException {
    Optional<Instant> timeExpire = lockWaiting(connection, no);
    if (timeExpire.isEmpty()) {
      return 0;
    }
    expiry.closeAt(no, timeExpire.get());
    return 1;
  }

  private static Optional<Instant> lockWaiting(Connection connection, String no)
      throws SQLException {
    String sql = "select time_expire from orders where no = ? and state = 'WAITING' for update";
    try (PreparedStatement select = OrderTable.prepare(connection, sql, no);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
    }
  }
}
