package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.KeptPayment.KeptAppointment;
import io.github.wechatpayfeign.simulator.internal.ledger.KeptPayment.KeptCombine;
import io.github.wechatpayfeign.simulator.internal.ledger.KeptPayment.KeptPlacement;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One payment of a user: one order, or all orders of a combine. Every change is atomic, together
 * with the changes that were scheduled for the same step.
 */
public final class Payment {
  private final Journal journal;
  private final NoticeListener listener;
  private final @Nullable CombineName combine;
  private final @Nullable Placement placement;
  private List<Order> orders;

  /** Most payments have none, and an empty list of one's own would need memory for each. */
  private List<Appointment> agenda = List.of();

  private @Nullable String credential;

  /**
   * Creates an unpaid payment.
   *
   * @param combine the combine that the orders belong to, or null for a single order
   * @param placement the request that placed the orders, or null if the test did
   */
  Payment(
      Journal journal,
      NoticeListener listener,
      @Nullable CombineName combine,
      @Nullable Placement placement,
      List<Order> orders) {
    this.journal = journal;
    this.listener = listener;
    this.combine = combine;
    this.placement = placement;
    this.orders = List.copyOf(orders);
  }

  public boolean isCombined() {
    return combine != null;
  }

  public @Nullable Placement placement() {
    return placement;
  }

  /** Refuses to place these orders again, unless the request is the same and they are unpaid. */
  synchronized void requireRepeatable(Placement again) throws Refusal {
    if (orders.stream().anyMatch(order -> order.state().isPaid())) {
      throw Refusal.invalidRequest("订单已支付");
    }
    boolean over = orders.stream().anyMatch(order -> order.state() == OrderState.CLOSED);
    if (over || placement == null || !again.repeats(placement)) {
      throw Refusal.invalidRequest(Ledger.NUMBER_USED);
    }
  }

  /** Remembers the newest credential with which the user can pay. */
  public synchronized void issue(String newCredential) {
    journal.touch();
    credential = newCredential;
  }

  public synchronized @Nullable String credential() {
    return credential;
  }

  /** Returns whether the last moment in which a user can begin to pay is over. */
  public boolean isExpired() {
    return placement != null
        && placement.timeExpire().filter(last -> journal.now().isAfter(last)).isPresent();
  }

  /** Returns the orders for the query of a client. */
  public synchronized List<Order> query() {
    keepAppointments(Step.BEFORE_QUERY);
    List<Order> seen = List.copyOf(orders);
    keepAppointments(Step.AFTER_QUERY);
    return seen;
  }

  /** Closes the orders for a client if they can be closed, and returns their state after that. */
  public synchronized OrderState close() {
    keepAppointments(Step.BEFORE_CLOSE);
    move(orders, OrderState.CLOSED);
    OrderState state = orders.get(0).state();
    keepAppointments(Step.AFTER_CLOSE);
    return state;
  }

  /** Returns the orders for the gateway itself; scheduled changes do not count this as a query. */
  synchronized List<Order> orders() {
    return List.copyOf(orders);
  }

  /** Returns an order for the test; scheduled changes do not count this as a query either. */
  public synchronized Order order(OrderId id) {
    return orders.get(indexOf(id));
  }

  /**
   * Changes an order and all others of the payment, because they are paid together; only a refund
   * is for a single order. If one of them cannot change to that state, nothing changes.
   */
  public synchronized boolean move(OrderId id, OrderState next) {
    return next == OrderState.REFUNDED ? move(List.of(order(id)), next) : move(orders, next);
  }

  private boolean move(List<Order> some, OrderState next) {
    if (!some.stream().allMatch(order -> canBecome(order, next))) {
      return false;
    }
    orders =
        orders.stream()
            .map(order -> some.contains(order) ? order.changed(journal.next(next)) : order)
            .collect(Collectors.toUnmodifiableList());
    if (next == OrderState.PAID) {
      listener.happened(notice());
    }
    return true;
  }

  private NoticeDraft notice() {
    Optional<String> url = placement == null ? Optional.empty() : placement.notifyUrl();
    return combine == null
        ? NoticeJson.paid(orders.get(0), url)
        : NoticeJson.paid(combine, orders, url);
  }

  /** A user who entered the password prompt in time may still pay. */
  private boolean canBecome(Order order, OrderState next) {
    boolean begins =
        order.state() == OrderState.UNPAID
            && (next == OrderState.PAID || next == OrderState.USER_PAYING);
    return order.state().leadsTo(next) && !(begins && isExpired());
  }

  public synchronized boolean payWithCoupon(OrderId id, long coupon) {
    Order unpaid = order(id);
    replace(unpaid, unpaid.withCoupon(coupon));
    boolean paid = move(id, OrderState.PAID);
    if (!paid) {
      replace(order(id), unpaid);
    }
    return paid;
  }

  private void replace(Order old, Order replacement) {
    orders =
        orders.stream()
            .map(order -> order.equals(old) ? replacement : order)
            .collect(Collectors.toUnmodifiableList());
  }

  public synchronized void schedule(OrderId id, OrderState next, Step step, int nth) {
    journal.touch();
    if (agenda.isEmpty()) {
      agenda = new ArrayList<>(1);
    }
    agenda.add(new Appointment(id, next, step, nth));
  }

  /** Returns all of the payment for a file, with the refunds of each order. */
  synchronized KeptPayment kept(Function<OrderId, List<KeptRefund>> refundsOf) {
    return new KeptPayment(
        combine == null ? null : KeptCombine.of(combine),
        placement == null ? null : KeptPlacement.of(placement),
        credential,
        orders.stream().map(order -> KeptOrder.of(order, refundsOf.apply(order.id()))).toList(),
        agenda.stream().map(this::kept).toList());
  }

  private KeptAppointment kept(Appointment one) {
    return new KeptAppointment(indexOf(one.id), one.next, one.step, one.left);
  }

  /** Takes back what the orders themselves do not tell. */
  synchronized void restore(KeptPayment kept) {
    credential = kept.credential();
    for (KeptAppointment one : kept.scheduled()) {
      schedule(orders.get(one.order()).id(), one.state(), one.step(), one.nth());
    }
  }

  /** Returns whether this order is the first one, which stands for the payment. */
  synchronized boolean isFirst(OrderId id) {
    return orders.get(0).id().equals(id);
  }

  synchronized boolean hasChange(long sequence) {
    return orders.stream()
        .flatMap(order -> order.history().stream())
        .anyMatch(change -> change.sequence() == sequence);
  }

  private int indexOf(OrderId id) {
    for (int i = 0; i < orders.size(); i++) {
      if (orders.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("The order " + id + " is not part of this payment");
  }

  private void keepAppointments(Step step) {
    if (agenda.isEmpty()) {
      return;
    }
    journal.touch();
    for (Iterator<Appointment> entries = agenda.iterator(); entries.hasNext(); ) {
      Appointment appointment = entries.next();
      if (appointment.isDue(step)) {
        entries.remove();
        move(appointment.id, appointment.next);
      }
    }
  }

  private static final class Appointment {
    private final OrderId id;
    private final OrderState next;
    private final Step step;
    private int left;

    Appointment(OrderId id, OrderState next, Step step, int nth) {
      this.id = id;
      this.next = next;
      this.step = step;
      this.left = nth;
    }

    boolean isDue(Step now) {
      return now == step && --left == 0;
    }
  }
}
