package io.github.wechatpayfeign.cli.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.wechatpayfeign.api.Transaction;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a signed query says about an order; a member that the answer left out is null.
 *
 * @param total what the order costs, in fen if the currency is CNY
 * @param payerTotal what the user paid, after coupons
 */
@JsonPropertyOrder({
  "trade_state",
  "transaction_id",
  "success_time",
  "total",
  "payer_total",
  "currency"
})
public record OrderFacts(
    @JsonProperty("trade_state") @Nullable String tradeState,
    @JsonProperty("transaction_id") @Nullable String transactionId,
    @JsonProperty("success_time") @JsonSerialize(using = ToStringSerializer.class)
        @Nullable OffsetDateTime successTime,
    @Nullable Long total,
    @JsonProperty("payer_total") @Nullable Long payerTotal,
    @Nullable String currency) {

  /** Nothing is known. */
  public static final OrderFacts NONE = ofTransactionId(null);

  /** Returns facts that consist of WeChat Pay's number only, or of nothing if it is null. */
  public static OrderFacts ofTransactionId(@Nullable String transactionId) {
    return new OrderFacts(null, transactionId, null, null, null, null);
  }

  /** Returns the facts of a transaction, or {@link #NONE} if there is none. */
  public static OrderFacts of(@Nullable Transaction seen) {
    if (seen == null) {
      return NONE;
    }
    Transaction.Amount amount = seen.amount();
    return new OrderFacts(
        seen.tradeStateText(),
        seen.transactionId(),
        seen.successTime(),
        amount == null ? null : amount.total(),
        amount == null ? null : amount.payerTotal(),
        amount == null ? null : amount.currency());
  }
}
