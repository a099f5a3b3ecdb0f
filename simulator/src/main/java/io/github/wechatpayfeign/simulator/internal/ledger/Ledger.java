package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All orders of all merchants, and their refunds. */
public final class Ledger {
  static final String NUMBER_USED = "201 商户订单号重复";

  private final Journal journal;
  private final RefundLedger refunds;
  private final SharedValues shared = new SharedValues();
  private volatile NoticeListener listener = draft -> {};
  private final Map<OrderId, Payment> bills = new ConcurrentHashMap<>();
  private final Map<OrderId, Combine> combines = new ConcurrentHashMap<>();
  private final TransactionNumbers transactions;

  public Ledger(Clock clock, RandomText random) {
    journal = new Journal(clock);
    transactions = new TransactionNumbers(random);
    refunds = new RefundLedger(journal, random, this::tell);
  }

  /** Sets who hears of payments and refunds from now on. */
  public void listen(NoticeListener value) {
    listener = value;
  }

  private void tell(NoticeDraft draft) {
    listener.happened(draft);
  }

  public Instant now() {
    return journal.now();
  }

  public RefundLedger refunds() {
    return refunds;
  }

  /** Adds an order, unless its number is taken. */
  public synchronized boolean create(OrderId id, OrderTerms terms) {
    if (bills.containsKey(id)) {
      return false;
    }
    put(id, terms, null);
    return true;
  }

  /** Adds an order for a client, or finds the one that the same request placed before. */
  public synchronized Payment place(PrepayOrder order) throws Refusal {
    Payment known = bills.get(order.id());
    if (known == null) {
      return put(
          shared.id(order.id()), shared.terms(order.terms()), shared.placement(order.placement()));
    }
    known.requireRepeatable(order.placement());
    return known;
  }

  private Payment put(OrderId id, OrderTerms terms, @Nullable Placement placement) {
    Payment bill = new Payment(journal, this::tell, null, placement, List.of(unpaid(id, terms)));
    bills.put(id, bill);
    return bill;
  }

  /** Adds the orders of a combine, unless one of the numbers is taken. */
  public synchronized boolean createCombine(OrderId id, Map<OrderId, OrderTerms> orders) {
    if (combines.containsKey(id) || orders.keySet().stream().anyMatch(bills::containsKey)) {
      return false;
    }
    putCombine(id, OrderTerms.DEFAULT_APPID, orders, null);
    return true;
  }

  /** Adds a combine for a client, or finds the one that the same request placed before. */
  public synchronized Payment place(PrepayCombine combine) throws Refusal {
    Combine known = combines.get(combine.id());
    if (known != null) {
      known.bill().requireRepeatable(combine.placement());
      return known.bill();
    }
    if (combine.orders().keySet().stream().anyMatch(bills::containsKey)) {
      throw Refusal.invalidRequest(NUMBER_USED);
    }
    return putCombine(combine.id(), combine.appid(), combine.orders(), combine.placement());
  }

  private Payment putCombine(
      OrderId id, String appid, Map<OrderId, OrderTerms> parts, @Nullable Placement placement) {
    List<Order> orders = new ArrayList<>();
    parts.forEach((part, terms) -> orders.add(unpaid(part, terms)));
    CombineName name = new CombineName(id, appid);
    Payment bill = new Payment(journal, this::tell, name, placement, orders);
    parts.keySet().forEach(part -> bills.put(part, bill));
    combines.put(id, new Combine(name, bill));
    return bill;
  }

  /** Counts the changes. What it counts is done, or waits for a lock that reading needs too. */
  public synchronized long version() {
    return journal.version();
  }

  public KeptNumbers keptNumbers() {
    return transactions.kept(journal.last());
  }

  /** Takes payments one after the other, each with its refunds as they are at one moment. */
  @FunctionalInterface
  public interface PaymentKeeper {
    void keep(KeptPayment payment) throws IOException;
  }

  /** Hands out all payments, the oldest first, without a copy of all of them. */
  public void keep(PaymentKeeper keeper) throws IOException {
    long end = transactions.end();
    for (long position = transactions.first(); position < end; position++) {
      OrderId id = transactions.at(position);
      Payment bill = id == null ? null : bills.get(id);
      if (id != null && bill != null && bill.isFirst(id)) {
        keeper.keep(refunds.kept(bill));
      }
    }
  }

  /** Continues the numbers of an earlier start; the payments follow. */
  public synchronized void restore(KeptNumbers kept) {
    transactions.continueFrom(kept);
    journal.continueAfter(kept.lastChange());
  }

  /**
   * Takes back a payment of an earlier start.
   *
   * @throws IllegalArgumentException if it cannot be a payment of this ledger
   */
  public synchronized void restore(KeptPayment kept) {
    CombineName combine = kept.combine() == null ? null : kept.combine().name();
    Placement placement =
        kept.placement() == null ? null : shared.placement(kept.placement().placement());
    List<Order> orders = kept.orders().stream().map(this::restored).toList();
    Payment bill = new Payment(journal, this::tell, combine, placement, orders);
    bill.restore(kept);
    for (Order order : orders) {
      if (bills.putIfAbsent(order.id(), bill) != null) {
        throw new IllegalArgumentException("The order exists twice");
      }
    }
    if (combine != null && combines.putIfAbsent(combine.id(), new Combine(combine, bill)) != null) {
      throw new IllegalArgumentException("The combine exists twice");
    }
    for (int i = 0; i < orders.size(); i++) {
      refunds.restore(orders.get(i), kept.orders().get(i));
    }
  }

  private Order restored(KeptOrder kept) {
    OrderId id = shared.id(kept.id());
    long position = transactions.restore(kept.transactionId(), id);
    History history = kept.changes();
    history.forEach(change -> journal.continueAfter(change.sequence()));
    return new Order(
        id, shared.terms(kept.terms()), transactions, position, kept.coupon(), history);
  }

  /**
   * Returns whether a change is in the history of an order, a combine or a refund.
   *
   * @param number the number of the order, the combine or the refund
   */
  public boolean hasChange(Owner owner, String number, long change) {
    OrderId id = new OrderId(owner, number);
    Combine combine = combines.get(id);
    Payment bill = bills.get(id);
    return (combine != null && combine.bill().hasChange(change))
        || (bill != null && bill.hasChange(change))
        || refunds.hasChange(new RefundId(owner, number), change);
  }

  private Order unpaid(OrderId id, OrderTerms terms) {
    History history = History.of(journal.next(OrderState.UNPAID));
    return new Order(id, terms, transactions, transactions.next(id), 0, history);
  }

  public synchronized void clear() {
    journal.touch();
    bills.clear();
    combines.clear();
    transactions.clear();
    refunds.clear();
  }

  public @Nullable Payment bill(OrderId id) {
    return bills.get(id);
  }

  public @Nullable Combine combine(OrderId id) {
    return combines.get(id);
  }

  public @Nullable OrderId byTransaction(String transactionId) {
    return transactions.find(transactionId);
  }

  /**
   * Returns the newest orders. They need no sorting, because their positions are the order in which
   * they were created.
   *
   * @param owner whose orders, or null for those of all owners
   * @param part what their numbers contain
   * @param limit how many at most
   */
  public OrderPage newest(@Nullable Owner owner, String part, long limit) {
    boolean all = owner == null && part.isEmpty();
    List<OrderId> found = new ArrayList<>();
    long total = all ? bills.size() : 0;
    long first = transactions.first();
    for (long position = transactions.end() - 1; position >= first; position--) {
      if (all && found.size() >= limit) {
        break;
      }
      OrderId id = transactions.at(position);
      if (id == null || !bills.containsKey(id)) {
        continue;
      }
      boolean wanted = (owner == null || owner.equals(id.owner())) && id.number().contains(part);
      total += wanted && !all ? 1 : 0;
      if (wanted && found.size() < limit) {
        found.add(id);
      }
    }
    return new OrderPage(found, total);
  }

  public Map<String, OrderState> statesOf(Owner owner) {
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
