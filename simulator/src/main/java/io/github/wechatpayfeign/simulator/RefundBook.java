package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.Refund;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundId;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundLedger;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundPlan;
import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The refunds of one merchant or sub-merchant, by their {@code out_refund_no}. Clients apply for
 * them; a test decides how they end, and compares afterwards what the client believes with what
 * happened.
 *
 * <p>Without any setting a refund is a {@code SUCCESS} at once, also in the answer to the
 * application.
 *
 * <p>All methods may be called from any thread.
 *
 * @see OrderBook#refunds()
 */
public final class RefundBook {
  private final RefundLedger ledger;
  private final Owner owner;

  RefundBook(RefundLedger ledger, Owner owner) {
    this.ledger = ledger;
    this.owner = owner;
  }

  /**
   * Sets how refunds end that are accepted from now on, unless {@link #schedule} says something
   * else about one of them. Until then a refund is {@code PROCESSING}.
   *
   * @param next the state that they get; {@code PROCESSING} leaves them as they are until {@link
   *     #move}
   * @param queries the number of the query of a refund that finds it in that state; 0 means that
   *     the answer to the application shows it
   * @throws IllegalArgumentException if {@code queries} is negative
   */
  public void settleNew(RefundState next, int queries) {
    ledger.planNew(owner, new RefundPlan(next, queries));
  }

  /**
   * Sets how one refund ends, whether it exists already or not. If the state cannot follow when its
   * time has come, nothing happens.
   *
   * @param outRefundNo 1 to 64 of {@code 0-9 A-Z a-z _ - | * @}
   * @param next the state that it gets; {@code PROCESSING} leaves it as it is until {@link #move}
   * @param queries the number of the query that finds it in that state, counted from now or from
   *     its acceptance; 0 means at once
   * @throws IllegalArgumentException if the number is not legal or {@code queries} is negative
   */
  public void schedule(String outRefundNo, RefundState next, int queries) {
    ledger.plan(id(RefundId.requireLegal(outRefundNo)), new RefundPlan(next, queries));
  }

  /**
   * Changes the state of a refund.
   *
   * @param outRefundNo the refund's number
   * @param next a state that can follow the current one: after {@code PROCESSING}, one of {@code
   *     SUCCESS}, {@code ABNORMAL} and {@code CLOSED}; after {@code ABNORMAL}, {@code SUCCESS} or
   *     {@code CLOSED}
   * @throws IllegalStateException if that state cannot follow, or the refund does not exist
   */
  public void move(String outRefundNo, RefundState next) {
    Objects.requireNonNull(next, "next");
    if (!ledger.move(id(outRefundNo), next)) {
      String state = state(outRefundNo).map(RefundState::name).orElse("missing");
      throw new IllegalStateException(
          "The refund %s is %s and cannot become %s".formatted(outRefundNo, state, next));
    }
  }

  /**
   * Sets whether the merchant is short of money: new refunds are refused with 403 {@code
   * NOT_ENOUGH}. Afterwards the same number can be used again.
   *
   * @param value whether there is not enough money; false by default
   */
  public void notEnough(boolean value) {
    ledger.notEnough(owner, value);
  }

  /**
   * Returns the state of a refund.
   *
   * @param outRefundNo the refund's number
   * @return the refund's state, or empty if no such refund was accepted
   */
  public Optional<RefundState> state(String outRefundNo) {
    return Optional.ofNullable(refund(outRefundNo)).map(Refund::state);
  }

  /**
   * Returns a copy of the book.
   *
   * @return the state of every refund by its number
   */
  public Map<String, RefundState> states() {
    return ledger.statesOf(owner);
  }

  /**
   * Returns the history of a refund.
   *
   * @param outRefundNo the refund's number
   * @return every state of the refund so far, beginning with {@code PROCESSING}, or an empty list
   *     if no such refund was accepted
   */
  public List<RefundChange> history(String outRefundNo) {
    Refund refund = refund(outRefundNo);
    return refund == null ? List.of() : refund.history();
  }

  /**
   * Returns the amount of a refund.
   *
   * @param outRefundNo the refund's number
   * @return the amount in fen, or 0 if no such refund was accepted
   */
  public long amount(String outRefundNo) {
    Refund refund = refund(outRefundNo);
    return refund == null ? 0 : refund.terms().refund();
  }

  /**
   * Returns where notices of a refund go.
   *
   * @param outRefundNo the refund's number
   * @return the {@code notify_url} of the application, or empty if it had none, or if no such
   *     refund was accepted
   */
  public Optional<String> notifyUrl(String outRefundNo) {
    return Optional.ofNullable(refund(outRefundNo)).flatMap(one -> one.terms().notifyUrl());
  }

  /**
   * Returns the refunds of an order.
   *
   * @param outTradeNo the order's number
   * @return the numbers of all refunds, closed ones too, in the order in which they were accepted
   */
  public List<String> numbersOf(String outTradeNo) {
    return ledger.of(orderId(outTradeNo)).stream().map(refund -> refund.id().number()).toList();
  }

  /**
   * Returns how much of an order goes back to the user. A client that refunds once, whatever
   * answers are lost, never makes this more than it wanted.
   *
   * @param outTradeNo the order's number
   * @return the sum of the order's refunds in fen, without the closed ones
   */
  public long refunded(String outTradeNo) {
    return ledger.refunded(orderId(outTradeNo));
  }

  private @Nullable Refund refund(String outRefundNo) {
    return ledger.find(id(outRefundNo));
  }

  private RefundId id(String outRefundNo) {
    return new RefundId(owner, outRefundNo);
  }

  private OrderId orderId(String outTradeNo) {
    return new OrderId(owner, outTradeNo);
  }

  @Override
  public String toString() {
    return "RefundBook[mchid=%s, subMchid=%s]".formatted(owner.mchid(), owner.subMchid());
  }
}
