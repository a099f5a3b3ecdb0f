package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.ledger.Combine;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderTerms;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.Payment;
import io.github.wechatpayfeign.simulator.internal.ledger.Placement;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import io.github.wechatpayfeign.simulator.order.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The orders of one merchant or sub-merchant, by their numbers. A test uses it in the role of the
 * user: it places orders, pays them, now or just before or after a request of the client, and reads
 * their history afterwards. Every change of one order is atomic.
 *
 * <p>All methods may be called from any thread.
 *
 * @see WechatPaySimulator#book()
 */
public final class OrderBook {
  static final long DEFAULT_TOTAL = 100;

  private final Ledger ledger;
  private final Owner owner;

  OrderBook(Ledger ledger, Owner owner) {
    this.ledger = ledger;
    this.owner = owner;
  }

  /**
   * Returns the book of a sub-merchant of this merchant, which is its service provider. Both may
   * have an order with the same number.
   *
   * @param subMchid the sub-merchant, 1 to 32 digits
   * @return the sub-merchant's orders
   * @throws IllegalArgumentException if it has any other form
   */
  public OrderBook ofSubMerchant(String subMchid) {
    return new OrderBook(ledger, Owner.subMerchant(owner.mchid(), subMchid));
  }

  /**
   * Adds an unpaid order of 100 fen.
   *
   * @param outTradeNo 6 to 32 of {@code 0-9 A-Z a-z _ - | *}
   * @throws IllegalArgumentException if the number is not legal
   * @throws IllegalStateException if the order already exists
   */
  public void create(String outTradeNo) {
    create(outTradeNo, DEFAULT_TOTAL);
  }

  /**
   * Adds an unpaid order.
   *
   * @param outTradeNo 6 to 32 of {@code 0-9 A-Z a-z _ - | *}
   * @param total the amount in fen, at least 1
   * @throws IllegalArgumentException if the number is not legal or the amount is less than 1
   * @throws IllegalStateException if the order already exists
   */
  public void create(String outTradeNo, long total) {
    if (!ledger.create(id(OrderId.requireLegal(outTradeNo)), OrderTerms.usual(total))) {
      throw new IllegalStateException(
          "The order %s already exists: use another number".formatted(outTradeNo));
    }
  }

  /**
   * Adds unpaid orders that the user pays at once, as a combine. This merchant creates the combine,
   * also if this is the book of one of its sub-merchants. The orders are in the books of their own
   * merchants, where their numbers must be free. Every change of one of them there, except a
   * refund, happens to all; a change that is scheduled for one of them counts the requests about
   * the combine. Requests about the combine reach them; requests about a single order are refused.
   *
   * @param combineOutTradeNo the number of the combine, 6 to 32 of {@code 0-9 A-Z a-z _ - | *}; if
   *     one of the orders is a sub-merchant's, 2 to 32 of them
   * @param orders the orders, 1 to 50
   * @throws IllegalArgumentException if the number is not legal, or there are too many orders or
   *     none
   * @throws IllegalStateException if the combine or one of the orders already exists
   */
  public void createCombine(String combineOutTradeNo, List<SubOrder> orders) {
    boolean partner = orders.stream().anyMatch(order -> order.subMchid().isPresent());
    if (!Combine.isLegalNumber(combineOutTradeNo, partner)) {
      throw new IllegalArgumentException(
          "The combineOutTradeNo must be %d to 32 of 0-9 A-Z a-z _ - | *, but is \"%s\""
              .formatted(partner ? 2 : 6, combineOutTradeNo));
    }
    if (orders.isEmpty() || orders.size() > Combine.MAX_ORDERS) {
      throw new IllegalArgumentException(
          "A combine must have 1 to %d orders, but has %d"
              .formatted(Combine.MAX_ORDERS, orders.size()));
    }
    OrderId id = new OrderId(Owner.merchant(owner.mchid()), combineOutTradeNo);
    Map<OrderId, OrderTerms> parts = new LinkedHashMap<>();
    orders.forEach(
        order -> parts.put(order.id(), OrderTerms.usual(order.total(), order.subAppid())));
    if (parts.size() < orders.size() || !ledger.createCombine(id, parts)) {
      throw new IllegalStateException(
          "The combine %s or one of its orders already exists: use other numbers"
              .formatted(combineOutTradeNo));
    }
  }

  /**
   * Pays an order that is unpaid or being paid. An unpaid one that a client placed with a {@code
   * time_expire} can be paid until that time by the simulator's clock, and afterwards only if the
   * user {@linkplain #startPaying began} before.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is in another state, expired, or does not exist
   */
  public void pay(String outTradeNo) {
    move(outTradeNo, OrderState.PAID);
  }

  /**
   * Pays an order, if it can be paid.
   *
   * @param outTradeNo the order's number
   * @return whether the order is paid by this call
   * @throws IllegalStateException if the order does not exist
   */
  public boolean tryToPay(String outTradeNo) {
    return bill(outTradeNo).move(id(outTradeNo), OrderState.PAID);
  }

  /**
   * Pays an order with a coupon, which queries list in {@code promotion_detail}.
   *
   * @param outTradeNo the order's number
   * @param coupon the discount in fen, at least 1 and at most the order's total
   * @throws IllegalArgumentException if the coupon is less than 1 or more than the total
   * @throws IllegalStateException if the order is neither unpaid nor being paid, or does not exist
   */
  public void payWithCoupon(String outTradeNo, long coupon) {
    Payment bill = bill(outTradeNo);
    long total = bill.order(id(outTradeNo)).terms().total();
    if (coupon < 1 || coupon > total) {
      throw new IllegalArgumentException(
          "The coupon must be 1 to %d fen, but is %d".formatted(total, coupon));
    }
    require(bill.payWithCoupon(id(outTradeNo), coupon), outTradeNo, OrderState.PAID);
  }

  /**
   * Lets the user begin to pay an unpaid order: the user is at the password prompt. Afterwards call
   * {@link #pay}, or {@link #move} to {@link OrderState#UNPAID} or {@link OrderState#PAY_ERROR}.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is not unpaid, or does not exist
   */
  public void startPaying(String outTradeNo) {
    move(outTradeNo, OrderState.USER_PAYING);
  }

  /**
   * Returns the refunds that clients applied for, of the orders of this book.
   *
   * @return the merchant's or sub-merchant's refunds
   */
  public RefundBook refunds() {
    return new RefundBook(ledger.refunds(), owner);
  }

  /**
   * Refunds a paid order as a whole, and no other order of its combine, as if the merchant did it
   * by hand on WeChat Pay's website. The refund is not in {@link #refunds()}, and leaves nothing to
   * refund.
   *
   * @param outTradeNo the order's number
   * @throws IllegalStateException if the order is not paid, already refunded, or does not exist
   */
  public void refund(String outTradeNo) {
    move(outTradeNo, OrderState.REFUNDED);
  }

  /**
   * Changes the state of an order.
   *
   * @param outTradeNo the order's number
   * @param next a state that can follow the current one: after {@code UNPAID}, one of {@code
   *     USER_PAYING}, {@code PAID}, {@code CLOSED}, {@code PAY_ERROR} and {@code REVOKED}; after
   *     {@code USER_PAYING}, the same without {@code CLOSED}, or {@code UNPAID} again; after {@code
   *     PAID}, only {@code REFUNDED}; after {@code PAY_ERROR}, only {@code REVOKED}
   * @throws IllegalStateException if that state cannot follow, or the order does not exist
   */
  public void move(String outTradeNo, OrderState next) {
    Objects.requireNonNull(next, "next");
    Payment bill = bill(outTradeNo);
    require(bill.move(id(outTradeNo), next), outTradeNo, next);
  }

  private void require(boolean moved, String outTradeNo, OrderState next) {
    if (!moved) {
      throw new IllegalStateException(
          "The order %s is %s and cannot become %s%s"
              .formatted(outTradeNo, state(outTradeNo).orElseThrow(), next, lateness(outTradeNo)));
    }
  }

  /** Returns the end of a message about a user who may have come too late. */
  private String lateness(String outTradeNo) {
    return bill(outTradeNo).isExpired()
        ? ": its time_expire %s is over".formatted(timeExpire(outTradeNo).orElseThrow())
        : "";
  }

  /**
   * Changes the state of an order at a later request about it. If that state cannot follow any more
   * then, nothing happens, as if a user tried to pay a closed order. {@link #history} shows whether
   * the change happened.
   *
   * <p>To pay between a client's query and its close, schedule {@link OrderState#PAID} for the
   * first {@link Step#AFTER_QUERY} or {@link Step#BEFORE_CLOSE}.
   *
   * @param outTradeNo the order's number
   * @param next the new state, as in {@link #move}
   * @param step the kind of request, and whether the change comes before or after it
   * @param nth the number of the request, counted from now: 1 is the next one
   * @throws IllegalArgumentException if {@code nth} is less than 1
   * @throws IllegalStateException if the order does not exist
   */
  public void schedule(String outTradeNo, OrderState next, Step step, int nth) {
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(step, "step");
    if (nth < 1) {
      throw new IllegalArgumentException(
          "nth must be 1 (the next request) or more, but is %d".formatted(nth));
    }
    bill(outTradeNo).schedule(id(outTradeNo), next, step, nth);
  }

  /**
   * Returns the state of an order.
   *
   * @param outTradeNo the order's number
   * @return the order's state, or empty if there is no such order
   */
  public Optional<OrderState> state(String outTradeNo) {
    OrderId id = id(outTradeNo);
    return Optional.ofNullable(ledger.bill(id)).map(bill -> bill.order(id).state());
  }

  /**
   * Returns a copy of the book.
   *
   * @return the state of every order by its number
   */
  public Map<String, OrderState> states() {
    return ledger.statesOf(owner);
  }

  /**
   * Returns the history of an order.
   *
   * @param outTradeNo the order's number
   * @return every state of the order so far, beginning with {@link OrderState#UNPAID}, or an empty
   *     list if there is no such order
   */
  public List<StateChange> history(String outTradeNo) {
    OrderId id = id(outTradeNo);
    Payment bill = ledger.bill(id);
    return bill == null ? List.of() : bill.order(id).history();
  }

  /**
   * Returns what the newest prepay of an order answered, with which a user can pay it.
   *
   * @param outTradeNo the order's number
   * @return the {@code prepay_id}, {@code h5_url} or {@code code_url}, or empty if no client placed
   *     the order
   */
  public Optional<String> credential(String outTradeNo) {
    return Optional.ofNullable(ledger.bill(id(outTradeNo)))
        .flatMap(bill -> Optional.ofNullable(bill.credential()));
  }

  /**
   * Returns until when an order can be paid. After that time its state does not change by itself.
   *
   * @param outTradeNo the order's number
   * @return the {@code time_expire} of the prepay, at least a minute and at most 90 days after it,
   *     or empty if it had none, or if no client placed the order
   */
  public Optional<Instant> timeExpire(String outTradeNo) {
    return placement(outTradeNo).flatMap(Placement::timeExpire);
  }

  /**
   * Returns where the notice of an order's payment goes.
   *
   * @param outTradeNo the order's number
   * @return the {@code notify_url} of the prepay, or empty if no client placed the order
   */
  public Optional<String> notifyUrl(String outTradeNo) {
    return placement(outTradeNo).flatMap(Placement::notifyUrl);
  }

  private Optional<Placement> placement(String outTradeNo) {
    return Optional.ofNullable(ledger.bill(id(outTradeNo)))
        .flatMap(bill -> Optional.ofNullable(bill.placement()));
  }

  Owner owner() {
    return owner;
  }

  private OrderId id(String outTradeNo) {
    return new OrderId(owner, outTradeNo);
  }

  private Payment bill(String outTradeNo) {
    Payment bill = ledger.bill(id(outTradeNo));
    if (bill == null) {
      throw new IllegalStateException(
          "The order %s does not exist: create it first".formatted(outTradeNo));
    }
    return bill;
  }

  @Override
  public String toString() {
    return "OrderBook[mchid=%s, subMchid=%s]".formatted(owner.mchid(), owner.subMchid());
  }
}
