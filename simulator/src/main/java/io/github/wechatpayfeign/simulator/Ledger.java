package io.github.wechatpayfeign.simulator;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All orders of all merchants. */
final class Ledger {
  private final Journal journal;
  private final RandomText random;
  private final Map<OrderId, Bill> bills = new ConcurrentHashMap<>();
  private final Map<String, OrderId> transactions = new ConcurrentHashMap<>();

  Ledger(Clock clock, RandomText random) {
    journal = new Journal(clock);
    this.random = random;
  }

  /** Enters an order, unless its number is taken. */
  synchronized boolean create(OrderId id, Terms terms) {
    if (bills.containsKey(id)) {
      return false;
    }
    bills.put(id, new Bill(journal, false, List.of(unpaid(id, terms))));
    return true;
  }

  private Order unpaid(OrderId id, Terms terms) {
    String transactionId = "42" + random.digits(26);
    transactions.put(transactionId, id);
    return new Order(id, terms, transactionId, 0, List.of(journal.next(OrderState.UNPAID)));
  }

  @Nullable Bill bill(OrderId id) {
    return bills.get(id);
  }

  @Nullable OrderId byTransaction(String transactionId) {
    return transactions.get(transactionId);
  }

  Map<String, OrderState> statesOf(Owner owner) {
    Map<String, OrderState> states = new TreeMap<>();
    bills.forEach(
        (id, bill) -> {
          if (id.owner().equals(owner)) {
            states.put(id.number(), bill.order(id).state());
          }
        });
    return Map.copyOf(states);
  }
}
