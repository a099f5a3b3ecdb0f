package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one object for equal values that most orders have in common, such as their merchant and
 * their {@code notify_url}. Each request brings new ones.
 */
final class SharedValues {
  /** A client may have another value for each order; then sharing them is of no use. */
  private static final int MAX_VALUES = 1000;

  private final Map<Object, Object> values = new ConcurrentHashMap<>();

  @SuppressWarnings("unchecked") // An equal value is of the same class.
  <T> T one(T value) {
    Object known = values.get(value);
    if (known == null) {
      if (values.size() < MAX_VALUES) {
        values.put(value, value);
      }
      return value;
    }
    return (T) known;
  }

  OrderId id(OrderId id) {
    return new OrderId(one(id.owner()), id.number());
  }

  OrderTerms terms(OrderTerms terms) {
    return new OrderTerms(
        one(terms.appid()),
        one(terms.subAppid()),
        terms.total(),
        terms.attach(),
        one(terms.tradeType()),
        one(terms.payer()));
  }

  Placement placement(Placement placement) {
    return new Placement(
        placement.kind(), placement.body(), one(placement.notifyUrl()), placement.timeExpire());
  }
}
