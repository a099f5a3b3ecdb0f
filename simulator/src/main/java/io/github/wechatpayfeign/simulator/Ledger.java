package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All orders of all merchants, and their refunds. */
final class Ledger {
  private final Journal journal;
  private final RefundLedger refunds;
  private final RandomText random;
  private final Map<OrderId, Payment> bills = new ConcurrentHashMap<>();
  private final Map<OrderId, Combine> combines = new ConcurrentHashMap<>();
  private final Map<String, OrderId> transactions = new ConcurrentHashMap<>();

  Ledger(Clock clock, RandomText random) {
    journal = new Journal(clock);
    this.random = random;
    refunds = new RefundLedger(journal, random);
  }

  RefundLedger refunds() {
    return refunds;
  }

  /** Adds an order, unless its number is taken. */
  synchronized boolean create(OrderId id, OrderTerms terms) {
    if (bills.containsKey(id)) {
      return false;
    }
    bills.put(id, new Payment(journal, false, List.of(unpaid(id, terms))));
    return true;
  }

  /** Adds the orders of a combine, unless one of the numbers is taken. */
  synchronized boolean createCombine(OrderId id, List<SubOrder> parts) {
    Set<OrderId> ids = parts.stream().map(SubOrder::id).collect(Collectors.toSet());
    if (combines.containsKey(id)
        || ids.size() < parts.size()
        || ids.stream().anyMatch(bills::containsKey)) {
      return false;
    }
    List<Order> orders =
        parts.stream()
            .map(part -> unpaid(part.id(), OrderTerms.usual(part.total(), part.subAppid())))
            .toList();
    Payment bill = new Payment(journal, true, orders);
    ids.forEach(part -> bills.put(part, bill));
    combines.put(id, new Combine(id, OrderTerms.DEFAULT_APPID, bill));
    return true;
  }

  private Order unpaid(OrderId id, OrderTerms terms) {
    String transactionId = "42" + random.digits(26);
    transactions.put(transactionId, id);
    return new Order(id, terms, transactionId, 0, List.of(journal.next(OrderState.UNPAID)));
  }

  synchronized void clear() {
    bills.clear();
    combines.clear();
    transactions.clear();
    refunds.clear();
  }

  @Nullable Payment bill(OrderId id) {
    return bills.get(id);
  }

  @Nullable Combine combine(OrderId id) {
    return combines.get(id);
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
