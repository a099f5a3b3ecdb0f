package io.github.wechatpayfeign.api.notification;

import io.github.wechatpayfeign.api.Transaction;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The notification that an order was paid, for merchants and service providers. Compare the amount
 * with that of your own order before you deliver.
 *
 * @param id the id of the notification
 * @param eventType {@code TRANSACTION.SUCCESS}
 * @param createTime when the notification was made
 * @param transaction the order; its {@code out_trade_no} and {@code amount.total} are not null
 */
public record TransactionNotice(
    @Nullable String id,
    String eventType,
    @Nullable OffsetDateTime createTime,
    Transaction transaction)
    implements Notice {

  /** Creates a notice. */
  public TransactionNotice {
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(transaction.outTradeNo(), "out_trade_no");
    Objects.requireNonNull(totalOf(transaction), "amount.total");
  }

  static @Nullable Long totalOf(Transaction transaction) {
    Transaction.Amount amount = transaction.amount();
    return amount == null ? null : amount.total();
  }

  /** Returns the price of the order, in fen. */
  public long total() {
    return Objects.requireNonNull(totalOf(transaction), "amount.total");
  }

  /** Returns the merchant order number. */
  public String outTradeNo() {
    return Objects.requireNonNull(transaction.outTradeNo(), "out_trade_no");
  }
}
