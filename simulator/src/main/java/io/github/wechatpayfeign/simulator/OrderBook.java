package io.github.wechatpayfeign.simulator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The orders of one merchant or sub-merchant, by their numbers. Here a test plays the user: it
 * places orders, pays them, now or just beside a request of the client, and afterwards reads what
 * they went through. Every change of one order is atomic.
 *
 * <p>All methods may be called from any thread.
 *
 * @see WechatPaySimulator#book()
 */
public final class OrderBook {
  private static final long DEFAULT_TOTAL = 100;

  private final Ledger ledger;
  private final Owner owner;

  OrderBook(Ledger ledger, Owner owner) {
    this.ledger = ledger;
    this.owner = owner;
  }

  /**
   * Opens the book of a sub-merchant whose service provider this merchant is. The same number may
   * name an order of each of them.
   *
   * @param subMchid the sub-merchant, 1 to 32 digits
   * @return the sub-merchant's orders
   * @throws IllegalArgumentException if it is anything else
   */
  public OrderBook ofSubMerchant(String subMchid) {
    return new OrderBook(ledger, Owner.subMerchant(owner.mchid(), subMchid));
  }

  /**
   * Adds an unpaid order of 100 fen.
   *
   * @param outTradeNo 6 to 32 of {@code 0-9 A-Z a-z _ - | *}
   * @throws IllegalArgumentException if the number is not legal
   * @throws IllegalStateException if there is such an order already
   */
  public void create(String outTradeNo) {
    create(outTradeNo, DEFAULT_TOTAL);
  }

  /**
   * Adds an unpaid order.
   *
   * @param outTradeNo 6 to 32 of {@code 0-9 A-Z a-z _ - | *}
   * @param total the amount in fen, at least 1
   * @throws IllegalArgumentException if the number is not legal or the amount less than 1
   * @throws IllegalStateException if there is such an order already
   */
  public void create(String outTradeNo, long total) {
    if (!ledger.create(id(OrderId.requireLegal(outTradeNo)), OrderTerms.usual(total))) {
      throw new IllegalStateException(
          "order %s exists already; give another number".formatted(outTradeNo));
    }
  }

  /**
   * Adds unpaid orders that the user pays in one go, in a combine that this merchant makes, also
   * when this is the book of one of its sub-merchants. The orders stand in the books of their own
   * merchants, where their numbers must be free. Whatever is done to one of them there happens to
   * all, except a refund, and what is scheduled for one of them counts the requests about the
   * combine. Only requests about the combine reach them; those about a single order are refused.
   *
   * @param combineOutTradeNo the number of the combine, 6 to 32 of {@code 0-9 A-Z a-z _ - | *}; if
   *     one of the orders is a sub-merchant's, 2 to 32 of them
   * @param orders the orders, 1 to 50
   * @throws IllegalArgumentException if the number is not legal or there are too many orders or
   *     none
   * @throws IllegalStateException if there is such a combine or one of the orders already
   */
  public void createCombine(String combineOutTradeNo, List<SubOrder> orders) {
    boolean partner = orders.stream().anyMatch(order -> order.subMchid().isPresent());
    if (!Combine.isLegalNumber(combineOutTradeNo, partner)) {
      throw new IllegalArgumentException(
          "combineOutTradeNo \"%s\" is illegal; give %d to 32 of 0-9 A-Z a-z _ - | *"
              .formatted(combineOutTradeNo, partner ? 2 : 6));
    }
    if (orders.isEmpty() || orders.size() > Combine.MAX_ORDERS) {
      throw new IllegalArgumentException(
          "%d orders cannot be combined; give 1 to %d"
              .formatted(orders.size(), Combine.MAX_ORDERS));
    }
    OrderId id = new OrderId(Owner.merchant(owner.mchid()), combineOutTradeNo);
    if (!ledger.createCombine(id, orders)) {
      throw new IllegalStateException(
          "combine %s or one of its orders exists already; give other numbers"
              .formatted(combineOutTradeNo));
    }
  }

  /**
   * Pays an order that is unpaid or being paid.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is in another state, or unknown
   */
  public void pay(String outTradeNo) {
    move(outTradeNo, OrderState.PAID);
  }

  /**
   * Pays an order with a coupon, which queries list in {@code promotion_detail}.
   *
   * @param outTradeNo the order's number
   * @param coupon what the coupon takes off the amount that the user pays, in fen, at least 1 and
   *     at most the order's total
   * @throws IllegalArgumentException if the coupon is less than 1 or more than the total
   * @throws IllegalStateException if the order is neither unpaid nor being paid, or unknown
   */
  public void payWithCoupon(String outTradeNo, long coupon) {
    Payment bill = bill(outTradeNo);
    long total = bill.order(id(outTradeNo)).terms().total();
    if (coupon < 1 || coupon > total) {
      throw new IllegalArgumentException(
          "coupon %d is out of range; give 1 to %d fen".formatted(coupon, total));
    }
    require(bill.payWithCoupon(id(outTradeNo), coupon), outTradeNo, OrderState.PAID);
  }

  /**
   * Puts the user at the password prompt of an unpaid order. What the user does there comes next:
   * {@link #pay}, or {@link #move} to {@link OrderState#UNPAID} or {@link OrderState#PAY_ERROR}.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is not unpaid, or unknown
   */
  public void startPaying(String outTradeNo) {
    move(outTradeNo, OrderState.USER_PAYING);
  }

  /**
   * Refunds a paid order, and no other order of its combine.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is not paid, refunded already, or unknown
   */
  public void refund(String outTradeNo) {
    move(outTradeNo, OrderState.REFUNDED);
  }

  /**
   * Takes an order to another state.
   *
   * @param outTradeNo the order's number
   * @param next a state that can follow: after {@code UNPAID} come {@code USER_PAYING}, {@code
   *     PAID}, {@code CLOSED}, {@code PAY_ERROR} and {@code REVOKED}; after {@code USER_PAYING} the
   *     same without {@code CLOSED}, or {@code UNPAID} again; after {@code PAID} comes {@code
   *     REFUNDED}, and after {@code PAY_ERROR} {@code REVOKED}
   * @throws IllegalStateException if that state cannot follow, or the order is unknown
   */
  public void move(String outTradeNo, OrderState next) {
    Objects.requireNonNull(next, "next");
    Payment bill = bill(outTradeNo);
    require(bill.move(id(outTradeNo), next), outTradeNo, next);
  }

  private void require(boolean moved, String outTradeNo, OrderState next) {
    if (!moved) {
      throw new IllegalStateException(
          "order %s is %s; it cannot become %s"
              .formatted(outTradeNo, state(outTradeNo).orElseThrow(), next));
    }
  }

  /**
   * Takes an order to another state as soon as a request about it comes. If that state can no
   * longer follow then, nothing happens: a user who wants to pay a closed order is turned away.
   * {@link #history} tells which it was.
   *
   * <p>To pay between a client's query and its close, schedule {@link OrderState#PAID} for the
   * first {@link Step#AFTER_QUERY} or {@link Step#BEFORE_CLOSE}.
   *
   * @param outTradeNo the order's number
   * @param next the state to come to, as in {@link #move}
   * @param step on which side of which kind of request
   * @param nth which of these requests, counted from now: 1 is the next
   * @throws IllegalArgumentException if {@code nth} is less than 1
   * @throws IllegalStateException if the order is unknown
   */
  public void schedule(String outTradeNo, OrderState next, Step step, int nth) {
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(step, "step");
    if (nth < 1) {
      throw new IllegalArgumentException("nth %d is too small; 1 is the next".formatted(nth));
    }
    bill(outTradeNo).schedule(id(outTradeNo), next, step, nth);
  }

  /**
   * Looks up an order.
   *
   * @param outTradeNo the order's number
   * @return the order's state; empty if there is no such order
   */
  public Optional<OrderState> state(String outTradeNo) {
    OrderId id = id(outTradeNo);
    return Optional.ofNullable(ledger.bill(id)).map(bill -> bill.order(id).state());
  }

  /**
   * Copies the book.
   *
   * @return the state of every order by its number
   */
  public Map<String, OrderState> states() {
    return ledger.statesOf(owner);
  }

  /**
   * Tells what an order went through.
   *
   * @param outTradeNo the order's number
   * @return every state that the order was in, in order, beginning with {@link OrderState#UNPAID};
   *     empty if there is no such order
   */
  public List<StateChange> history(String outTradeNo) {
    OrderId id = id(outTradeNo);
    Payment bill = ledger.bill(id);
    return bill == null ? List.of() : bill.order(id).history();
  }

  private OrderId id(String outTradeNo) {
    return new OrderId(owner, outTradeNo);
  }

  private Payment bill(String outTradeNo) {
    Payment bill = ledger.bill(id(outTradeNo));
    if (bill == null) {
      throw new IllegalStateException("order %s is unknown; create it first".formatted(outTradeNo));
    }
    return bill;
  }

  @Override
  public String toString() {
    return "OrderBook[mchid=%s, subMchid=%s]".formatted(owner.mchid(), owner.subMchid());
  }
}
