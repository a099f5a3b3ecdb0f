package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of a refund at one moment.
 *
 * @param order the order as it was when the refund was accepted, or at the start of the simulator
 * @param refundId WeChat Pay's number of the refund
 */
public record Refund(
    RefundId id, Order order, RefundTerms terms, String refundId, List<RefundChange> history) {

  public RefundState state() {
    return history.get(history.size() - 1).state();
  }

  /** Returns the number of the newest change. */
  long lastChange() {
    return history.get(history.size() - 1).sequence();
  }

  Instant createdAt() {
    return history.get(0).at();
  }

  Optional<Instant> succeededAt() {
    return history.stream()
        .filter(change -> change.state() == RefundState.SUCCESS)
        .map(RefundChange::at)
        .findFirst();
  }

  /** Returns whether the money left the merchant or will; a closed refund gives it back. */
  boolean counts() {
    return state() != RefundState.CLOSED;
  }

  Refund changed(RefundChange change) {
    List<RefundChange> longer = Stream.concat(history.stream(), Stream.of(change)).toList();
    return new Refund(id, order, terms, refundId, longer);
  }
}
