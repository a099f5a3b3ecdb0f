package io.github.wechatpayfeign.api.notification;

import io.github.wechatpayfeign.api.CombineTransaction;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The notification that a combined order was paid: one for all its sub-orders. Compare the amounts
 * with those of your own orders before you deliver.
 *
 * @param id the id of the notification
 * @param eventType {@code TRANSACTION.SUCCESS}
 * @param createTime when the notification was made
 * @param transaction the combined order; its {@code combine_out_trade_no} is not null
 */
public record CombineTransactionNotice(
    @Nullable String id,
    String eventType,
    @Nullable OffsetDateTime createTime,
    CombineTransaction transaction)
    implements Notice {

  /** Creates a notice. */
  public CombineTransactionNotice {
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(transaction.combineOutTradeNo(), "combine_out_trade_no");
  }

  /** Returns the merchant order number of the combined order. */
  public String combineOutTradeNo() {
    return Objects.requireNonNull(transaction.combineOutTradeNo(), "combine_out_trade_no");
  }
}
