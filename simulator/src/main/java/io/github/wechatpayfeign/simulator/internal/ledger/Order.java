package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of an order at one moment.
 *
 * @param transaction the position of WeChat Pay's number of the order among all of them
 * @param coupon the discount of a coupon, in fen
 */
public record Order(
    OrderId id,
    OrderTerms terms,
    TransactionNumbers transactions,
    long transaction,
    long coupon,
    History history) {

  /** Returns WeChat Pay's number of the order, which answers show only after payment. */
  public String transactionId() {
    return transactions.text(transaction);
  }

  public OrderState state() {
    return history.get(history.size() - 1).state();
  }

  /** Returns the number of the newest change. */
  long lastChange() {
    return history.get(history.size() - 1).sequence();
  }

  Optional<Instant> paidAt() {
    return history.stream()
        .filter(change -> change.state() == OrderState.PAID)
        .map(StateChange::at)
        .findFirst();
  }

  Order changed(StateChange change) {
    return new Order(id, terms, transactions, transaction, coupon, history.and(change));
  }

  Order withCoupon(long value) {
    return new Order(id, terms, transactions, transaction, value, history);
  }
}
