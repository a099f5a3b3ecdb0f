package io.github.wechatpayfeign.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a user pays in one go: one order, or all orders of a combine. Whatever happens to it is
 * atomic, together with the changes that were scheduled beside it.
 */
final class Payment {
  private final Journal journal;
  private final boolean combined;
  private final List<Order> orders;
  private final List<Appointment> agenda = new ArrayList<>();

  Payment(Journal journal, boolean combined, List<Order> orders) {
    this.journal = journal;
    this.combined = combined;
    this.orders = new ArrayList<>(orders);
  }

  boolean isCombined() {
    return combined;
  }

  /** Shows the orders to a client. */
  synchronized List<Order> query() {
    keepAppointments(Step.BEFORE_QUERY);
    List<Order> seen = List.copyOf(orders);
    keepAppointments(Step.AFTER_QUERY);
    return seen;
  }

  /** Closes the orders for a client, if they can be closed, and tells their state after that. */
  synchronized OrderState close() {
    keepAppointments(Step.BEFORE_CLOSE);
    move(orders, OrderState.CLOSED);
    OrderState state = orders.get(0).state();
    keepAppointments(Step.AFTER_CLOSE);
    return state;
  }

  /** Looks at the orders for the gateway itself, which no appointment takes for a query. */
  synchronized List<Order> orders() {
    return List.copyOf(orders);
  }

  /** Looks an order up for the test, which no appointment takes for a query either. */
  synchronized Order order(OrderId id) {
    return orders.get(indexOf(id));
  }

  /**
   * Changes an order and, since they are paid together, all others; a refund is of one order alone.
   * If one of them cannot follow, nothing changes.
   */
  synchronized boolean move(OrderId id, OrderState next) {
    return next == OrderState.REFUNDED ? move(List.of(order(id)), next) : move(orders, next);
  }

  private boolean move(List<Order> some, OrderState next) {
    if (!some.stream().allMatch(order -> order.state().leadsTo(next))) {
      return false;
    }
    orders.replaceAll(order -> some.contains(order) ? order.changed(journal.next(next)) : order);
    return true;
  }

  synchronized boolean payWithCoupon(OrderId id, long coupon) {
    boolean paid = move(id, OrderState.PAID);
    if (paid) {
      orders.set(indexOf(id), order(id).withCoupon(coupon));
    }
    return paid;
  }

  synchronized void schedule(OrderId id, OrderState next, Step step, int nth) {
    agenda.add(new Appointment(id, next, step, nth));
  }

  private int indexOf(OrderId id) {
    for (int i = 0; i < orders.size(); i++) {
      if (orders.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException(id + " is not on this bill");
  }

  private void keepAppointments(Step step) {
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
