package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All refunds of all merchants. Every application is atomic, together with its order's change. */
public final class RefundLedger {
  private static final int MAX_PARTS = 50;
  private static final Duration MAX_AGE = Duration.ofDays(365);

  private final Journal journal;
  private final RandomText random;
  private final NoticeListener listener;
  private final Map<RefundId, Refund> refunds = new HashMap<>();
  private final Map<OrderId, List<RefundId>> byOrder = new HashMap<>();
  private final Map<RefundId, RefundPlan> plans = new HashMap<>();
  private final Map<Owner, RefundPlan> usualPlans = new HashMap<>();
  private final Set<Owner> withoutMoney = new HashSet<>();

  RefundLedger(Journal journal, RandomText random, NoticeListener listener) {
    this.journal = journal;
    this.random = random;
    this.listener = listener;
  }

  /** Accepts a refund of an order, or returns the refund that has this number already. */
  public synchronized Refund apply(
      RefundId id, @Nullable Payment bill, OrderId orderId, RefundTerms terms) throws Refusal {
    Refund known = refunds.get(id);
    if (known != null) {
      requireSame(known, orderId, terms);
      return known;
    }
    if (bill == null || !bill.order(orderId).state().isPaid()) {
      throw Refusal.resourceNotExists("订单不存在或未支付");
    }
    Order order = bill.order(orderId);
    requireAllowed(order, terms);
    if (withoutMoney.contains(id.owner())) {
      throw Refusal.of(403, "NOT_ENOUGH", "商户可用退款余额不足");
    }
    // The order changes first: a test may have refunded it by hand in this very moment.
    if (order.state() == OrderState.PAID && !bill.move(orderId, OrderState.REFUNDED)) {
      throw tooMuch();
    }
    return accepted(id, order, terms);
  }

  private Refund accepted(RefundId id, Order order, RefundTerms terms) {
    RefundChange change = journal.next(RefundState.PROCESSING);
    Refund refund = new Refund(id, order, terms, "50" + random.digits(27), List.of(change));
    refunds.put(id, refund);
    byOrder.computeIfAbsent(order.id(), key -> new ArrayList<>()).add(id);
    plans.putIfAbsent(id, usualPlans.getOrDefault(id.owner(), RefundPlan.SUCCESS_AT_ONCE));
    followPlan(id);
    return refunds.getOrDefault(id, refund);
  }

  private static void requireSame(Refund known, OrderId orderId, RefundTerms terms) throws Refusal {
    if (!known.order().id().equals(orderId)) {
      throw Refusal.invalidRequest("请求内容和上次请求不一致");
    }
    if (!known.terms().hasAmountsOf(terms)) {
      throw Refusal.invalidRequest("订单金额或退款金额与之前请求不一致");
    }
  }

  private void requireAllowed(Order order, RefundTerms terms) throws Refusal {
    if (terms.total() != order.terms().total()) {
      throw Refusal.invalidRequest("订单金额或退款金额与之前请求不一致");
    }
    List<Refund> earlier = of(order.id());
    boolean byHand = order.state() == OrderState.REFUNDED && earlier.isEmpty();
    if (byHand || refunded(order.id()) + terms.refund() > order.terms().total()) {
      throw tooMuch();
    }
    if (earlier.stream().filter(Refund::counts).count() >= MAX_PARTS) {
      throw Refusal.invalidRequest("一笔订单最多支持50次部分退款");
    }
    if (journal.now().isAfter(order.paidAt().orElseThrow().plus(MAX_AGE))) {
      throw Refusal.invalidRequest("订单支付成功已超过365天，不支持退款");
    }
  }

  private static Refusal tooMuch() {
    return Refusal.invalidRequest("累计退款金额不能大于订单金额");
  }

  /** Returns the refund for the query of a client, which plans count. */
  public synchronized @Nullable Refund query(RefundId id) {
    if (refunds.containsKey(id)
        && plans.computeIfPresent(id, (key, plan) -> plan.afterOneQuery()) != null) {
      journal.touch();
    }
    followPlan(id);
    return refunds.get(id);
  }

  private void followPlan(RefundId id) {
    RefundPlan plan = plans.get(id);
    if (refunds.containsKey(id) && plan != null && plan.isDue()) {
      plans.remove(id);
      move(id, plan.next());
    }
  }

  public synchronized boolean move(RefundId id, RefundState next) {
    Refund refund = refunds.get(id);
    if (refund == null || !refund.state().leadsTo(next)) {
      return false;
    }
    Refund ended = refund.changed(journal.next(next));
    refunds.put(id, ended);
    listener.happened(NoticeJson.ended(ended));
    return true;
  }

  public synchronized void plan(RefundId id, RefundPlan plan) {
    journal.touch();
    plans.put(id, plan);
    followPlan(id);
  }

  public synchronized void planNew(Owner owner, RefundPlan plan) {
    usualPlans.put(owner, plan);
  }

  public synchronized void notEnough(Owner owner, boolean value) {
    if (value) {
      withoutMoney.add(owner);
    } else {
      withoutMoney.remove(owner);
    }
  }

  public synchronized @Nullable Refund find(RefundId id) {
    return refunds.get(id);
  }

  /** Returns the refunds of an order as they were accepted, closed ones too. */
  public synchronized List<Refund> of(OrderId orderId) {
    return byOrder.getOrDefault(orderId, List.of()).stream()
        .flatMap(id -> Stream.ofNullable(refunds.get(id)))
        .toList();
  }

  public long refunded(OrderId orderId) {
    return of(orderId).stream().filter(Refund::counts).mapToLong(one -> one.terms().refund()).sum();
  }

  public synchronized Map<String, RefundState> statesOf(Owner owner) {
    Map<String, RefundState> states = new TreeMap<>();
    refunds.forEach(
        (id, refund) -> {
          if (id.owner().equals(owner)) {
            states.put(id.number(), refund.state());
          }
        });
    return Map.copyOf(states);
  }

  /** Returns a payment for a file, with its refunds as they are at the same moment. */
  synchronized KeptPayment kept(Payment bill) {
    return bill.kept(
        orderId ->
            of(orderId).stream().map(one -> KeptRefund.of(one, plans.get(one.id()))).toList());
  }

  /** Takes back the refunds of an order. */
  synchronized void restore(Order order, KeptOrder kept) {
    for (KeptRefund one : kept.refunds()) {
      Refund refund = one.of(order);
      if (refunds.putIfAbsent(refund.id(), refund) != null) {
        throw new IllegalArgumentException("The refund exists twice");
      }
      refund.history().forEach(change -> journal.continueAfter(change.sequence()));
      byOrder.computeIfAbsent(order.id(), key -> new ArrayList<>()).add(refund.id());
      RefundPlan plan = one.plan();
      if (plan != null) {
        plans.put(refund.id(), plan);
      }
    }
  }

  synchronized boolean hasChange(RefundId id, long sequence) {
    Refund refund = refunds.get(id);
    return refund != null
        && refund.history().stream().anyMatch(change -> change.sequence() == sequence);
  }

  synchronized void clear() {
    refunds.clear();
    byOrder.clear();
    plans.clear();
    usualPlans.clear();
    withoutMoney.clear();
  }
}
