package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of an order at one moment.
 *
 * @param transactionId WeChat Pay's number of the order, which answers show only after payment
 * @param coupon the discount of a coupon, in fen
 */
public record Order(
    OrderId id, OrderTerms terms, String transactionId, long coupon, List<StateChange> history) {

  public OrderState state() {
    return history.get(history.size() - 1).state();
  }

  Optional<Instant> paidAt() {
    return history.stream()
        .filter(change -> change.state() == OrderState.PAID)
        .map(StateChange::at)
        .findFirst();
  }

  Order changed(StateChange change) {
    List<StateChange> longer = Stream.concat(history.stream(), Stream.of(change)).toList();
    return new Order(id, terms, transactionId, coupon, longer);
  }

  Order withCoupon(long value) {
    return new Order(id, terms, transactionId, value, history);
  }
}
