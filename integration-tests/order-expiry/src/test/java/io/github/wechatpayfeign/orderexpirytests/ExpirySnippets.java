package io.github.wechatpayfeign.orderexpirytests;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The Java of the pages about orders that expire and about placing them; {@link ExpirySnippetsTest}
 * runs it.
 */
final class ExpirySnippets {

  private ExpirySnippets() {}

  static OrderExpiry start(DataSource dataSource, Transactions transactions, WechatPay wechatPay) {
    OrderExpiry expiry =
        OrderExpiry.builder(dataSource, transactions)
            .wechatPay(wechatPay)
            .handler(
                (order, decision) -> {
                  switch (decision.kind()) {
                    case CLOSED, ALREADY_CLOSED, NOT_FOUND ->
                        set(transactions, order.outTradeNo(), "RELEASED");
                    case PAID -> set(transactions, order.outTradeNo(), "DELIVERED");
                    case REFUNDED -> set(transactions, order.outTradeNo(), "REFUNDED");
                    case UNSETTLED -> throw new IllegalStateException("never comes");
                  }
                })
            .build();
    expiry.start();
    return expiry;
  }

  static void place(Transactions transactions, OrderExpiry expiry, String no, Instant timeExpire)
      throws SQLException {
    boolean placed =
        transactions.begin(
            connection -> {
              insertOrder(connection, no);
              expiry.closeAt(no, timeExpire);
              return true;
            });
    assert placed;
  }

  static String prepay(
      Transactions transactions, OrderExpiry expiry, Prepay prepay, String no, Instant timeExpire)
      throws SQLException {
    PrepayOrder order =
        PrepayOrder.builder(no)
            .description("A cup of tea")
            .total(100)
            .notifyUrl("https://shop.example.com/wechatpay/notices")
            .timeExpire(timeExpire)
            .build();
    boolean placed =
        transactions.begin(
            connection -> {
              insertOrder(connection, no);
              expiry.closeAt(no, timeExpire);
              return true;
            });
    String codeUrl = prepay.nativePay(order).value();
    assert placed;
    return codeUrl;
  }

  static boolean paid(Transactions transactions, OrderExpiry expiry, String no)
      throws SQLException {
    boolean mine =
        transactions.begin(
            connection -> {
              if (!expiry.settle(no)) {
                return false;
              }
              set(transactions, no, "DELIVERED");
              return true;
            });
    return mine;
  }

  static ExpiryPolicy patient() {
    ExpiryPolicy patient =
        ExpiryPolicy.standard()
            .withGrace(Duration.ofSeconds(30))
            .withHandlerAttempts(20)
            .parkingNotFound();
    return patient;
  }

  private static void insertOrder(Connection connection, String no) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into orders values (?, 'WAITING')")) {
      insert.setString(1, no);
      insert.executeUpdate();
    }
  }

  static void set(Transactions transactions, String no, String state) throws SQLException {
    int rows =
        transactions.join(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement("update orders set state = ? where no = ?")) {
                update.setString(1, state);
                update.setString(2, no);
                return update.executeUpdate();
              }
            });
    if (rows != 1) {
      throw new IllegalStateException("There is no order " + no);
    }
  }
}
