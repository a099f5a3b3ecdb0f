package io.github.wechatpayfeign.integrationtests.campaign;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.fault.CannedAnswer;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An order of the race campaign: the actions of its user, its faults, and the decision. */
final class RaceOrder {

  /** The changes of an order that the client does not make. */
  enum Fate {
    LEFT_ALONE,
    PAID_BEFORE,
    PAID_BESIDE_A_REQUEST,
    PAID_AT_ANY_TIME,
    PAYING_THEN_PAID,
    PAYING_THEN_GIVEN_UP,
    PAYING_FOR_EVER,
    PAYMENT_FAILED,
    REFUNDED_BEFORE,
    CLOSED_BEFORE,
    REVERSED_BEFORE,
    NEVER_PLACED;

    /** Returns whether no client can decide, because the state of the order never becomes final. */
    boolean lasts() {
      return this == PAYING_FOR_EVER || this == PAYMENT_FAILED;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final List<Fate> ALL = List.of(Fate.values());
  private static final List<Fate> USUAL =
      List.of(
          Fate.LEFT_ALONE,
          Fate.PAID_BEFORE,
          Fate.PAID_BESIDE_A_REQUEST,
          Fate.PAID_BESIDE_A_REQUEST,
          Fate.PAID_AT_ANY_TIME);
  private static final List<Step> STEPS = List.of(Step.values());

  /** Answers that pass verification, or need none, but are false: at most one for each order. */
  private static final List<String> LIES =
      List.of(
          "null",
          "[]",
          "<html>",
          "{\"out_trade_no\":\"RACE-OTHER\",\"mchid\":\"1\",\"trade_state\":\"CLOSED\"}",
          "{\"trade_state\":\"SUCCESS\"}",
          "{\"code\":\"ORDER_NOT_EXIST\"}");

  final String outTradeNo;
  final boolean partner;
  final boolean closeFirst;
  final Fate fate;
  final FaultScript script;
  private final Step step;
  private final int nth;
  private final int lieAt;
  private final String lie;
  final int payAfterMicros;
  private final AtomicInteger requests = new AtomicInteger();
  volatile @Nullable CloseDecision decision;
  volatile @Nullable RuntimeException thrown;

  RaceOrder(int number, Random random) {
    this.outTradeNo = "RACE-" + number + "-ORDER";
    this.partner = random.nextInt(5) == 0;
    // Most orders are not changed, or are paid before or during the work of the client.
    List<Fate> fates = random.nextInt(6) == 0 ? ALL : USUAL;
    this.fate = fates.get(random.nextInt(fates.size()));
    List<CampaignFault> faults = new ArrayList<>();
    for (int attempt = random.nextInt(5) - 1; attempt > 0; attempt--) {
      faults.add(CampaignFault.any(random));
    }
    this.script = new FaultScript(faults);
    this.step = STEPS.get(random.nextInt(STEPS.size()));
    this.nth = 1 + random.nextInt(2);
    this.lieAt = random.nextInt(8) == 0 ? random.nextInt(3) : -1;
    this.lie = LIES.get(random.nextInt(LIES.size()));
    this.payAfterMicros = random.nextInt(100_000);
    this.closeFirst = random.nextBoolean();
  }

  /**
   * Places the order, unless it is never placed, and makes the changes that come before the client.
   */
  void placeIn(OrderBook book) {
    if (fate == Fate.NEVER_PLACED) {
      return;
    }
    book.create(outTradeNo);
    switch (fate) {
      case PAID_BEFORE -> book.pay(outTradeNo);
      case PAID_BESIDE_A_REQUEST -> book.schedule(outTradeNo, OrderState.PAID, step, nth);
      case PAYING_THEN_PAID -> payingThen(OrderState.PAID, book);
      case PAYING_THEN_GIVEN_UP -> payingThen(OrderState.UNPAID, book);
      case PAYING_FOR_EVER -> book.startPaying(outTradeNo);
      case PAYMENT_FAILED -> book.move(outTradeNo, OrderState.PAY_ERROR);
      case REFUNDED_BEFORE -> {
        book.pay(outTradeNo);
        book.refund(outTradeNo);
      }
      case CLOSED_BEFORE -> book.move(outTradeNo, OrderState.CLOSED);
      case REVERSED_BEFORE -> book.move(outTradeNo, OrderState.REVOKED);
      case LEFT_ALONE, PAID_AT_ANY_TIME, NEVER_PLACED -> {}
    }
  }

  private void payingThen(OrderState next, OrderBook book) {
    boolean later = step == Step.AFTER_QUERY || step == Step.AFTER_CLOSE;
    if (later) {
      book.schedule(outTradeNo, OrderState.USER_PAYING, Step.AFTER_QUERY, 1);
    } else {
      book.startPaying(outTradeNo);
    }
    book.schedule(outTradeNo, next, Step.AFTER_QUERY, nth + (later ? 1 : 0));
  }

  /** Returns the fault of the next request that reaches the simulator. */
  Optional<Fault> nextFault(String publicKeyId) {
    Fault fault = script.ofNextAttempt().ofSimulator(publicKeyId);
    boolean lies = requests.getAndIncrement() == lieAt;
    return Optional.ofNullable(fault == null && lies ? lie() : fault);
  }

  private Fault lie() {
    byte[] body = lie.getBytes(StandardCharsets.UTF_8);
    CannedAnswer answer = Fault.answer(lie.contains("NOT_EXIST") ? 404 : 200, body);
    return lie.contains("NOT_EXIST") ? answer : answer.withSignature();
  }

  /** Returns whether nothing went wrong; then only an order that never rests may stay unsettled. */
  boolean isUndisturbed() {
    return lieAt < 0 && script.faults().stream().allMatch(CampaignFault.NONE::equals);
  }

  /** Returns whether a decision is possible within the time that the campaign gives. */
  boolean isTransient() {
    return !fate.lasts() && !script.faults().contains(CampaignFault.TOO_MANY_429_WITH_RETRY_AFTER);
  }

  String said() {
    CloseDecision said = decision;
    return said != null ? said.kind().name() : thrown != null ? "threw " + thrown : "nothing";
  }

  @Override
  public String toString() {
    return outTradeNo
        + (partner ? " of a sub-merchant, " : ", ")
        + (closeFirst ? "closed first, " : "")
        + fate
        + " ("
        + step
        + " "
        + nth
        + ") with "
        + script
        + (lieAt < 0 ? "" : " and the lie " + lie + " at request " + lieAt)
        + ": "
        + said();
  }
}
