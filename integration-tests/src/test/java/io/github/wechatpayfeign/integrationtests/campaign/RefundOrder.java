package io.github.wechatpayfeign.integrationtests.campaign;

import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.RefundRequestBuilder;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.fault.CannedAnswer;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** An order of the refund campaign: its fate, its faults, and the callers who refund it. */
final class RefundOrder {

  static final long TOTAL = 1000;

  /** What is special about an order and its refunds. */
  enum Fate {
    PAID,
    PAID_AT_ANY_TIME,
    NEVER_PAID,
    /** The caller asks for a refund of an order that cost something else. */
    OTHER_TOTAL,
    /** The refund exists already, with the same values. */
    REFUNDED_BEFORE,
    /** The number belongs to a refund of another amount. */
    NUMBER_USED_BEFORE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final List<Fate> FATES = List.of(Fate.values());

  /**
   * An application that is carried out after the caller gave it up, and a refusal of the next one.
   */
  private static final List<CampaignFault> LATE_AND_REFUSED =
      List.of(
          CampaignFault.SLOW_BEFORE,
          CampaignFault.NONE,
          CampaignFault.REFUSED_403,
          CampaignFault.NONE);

  private static final List<RefundState> ENDS = List.of(RefundState.values());

  /** Answers that pass verification, or need none, but are false: at most one for each order. */
  private static final List<String> LIES =
      List.of(
          "null",
          "[]",
          "<html>",
          "{\"out_refund_no\":\"OTHER\",\"out_trade_no\":\"$order\",\"status\":\"SUCCESS\","
              + "\"amount\":{\"refund\":1,\"total\":1000}}",
          "{\"status\":\"SUCCESS\"}",
          "{\"out_refund_no\":\"$number\",\"out_trade_no\":\"$order\",\"status\":\"SUCCESS\"}",
          "{\"out_refund_no\":\"$number\",\"out_trade_no\":\"$order\",\"status\":\"NEW\","
              + "\"amount\":{\"refund\":$refund,\"total\":$total}}",
          "{\"code\":\"RESOURCE_NOT_EXISTS\"}");

  final String outTradeNo;
  final boolean partner;
  final Fate fate;
  final FaultScript script;
  final int payAfterMicros;
  final List<RefundTask> tasks = new ArrayList<>();
  private final int lieAt;
  private final String lie;
  private final RefundState end;
  private final int queriesUntilEnd;
  private final AtomicInteger requests = new AtomicInteger();

  RefundOrder(int number, Random random) {
    this.outTradeNo = "PAID-" + number + "-ORDER";
    this.partner = random.nextInt(5) == 0;
    this.fate = random.nextInt(4) == 0 ? FATES.get(random.nextInt(FATES.size())) : Fate.PAID;
    this.payAfterMicros = random.nextInt(50_000);
    this.end = random.nextBoolean() ? RefundState.SUCCESS : ENDS.get(random.nextInt(ENDS.size()));
    this.queriesUntilEnd = random.nextInt(3);
    this.lie = LIES.get(random.nextInt(LIES.size()));
    // Two false answers that agree, a refusal and a 404, would deceive any client: neither is
    // signed.
    boolean hides = lie.contains("NOT_EXISTS");
    this.lieAt = random.nextInt(6) == 0 && (!hides || fate == Fate.PAID) ? random.nextInt(3) : -1;
    this.script = new FaultScript(faults(hides && lieAt >= 0, random));
    boolean inParts = fate == Fate.PAID && !script.faults().equals(LATE_AND_REFUSED);
    int parts = inParts ? 1 + random.nextInt(3) : 1;
    for (int part = 1; part <= parts; part++) {
      addTasks("R-" + number + "-" + part, part, random);
    }
  }

  private static List<CampaignFault> faults(boolean withoutRefusals, Random random) {
    if (!withoutRefusals && random.nextInt(50) == 0) {
      return LATE_AND_REFUSED;
    }
    List<CampaignFault> faults = new ArrayList<>();
    for (int attempt = random.nextInt(6) - 1; attempt > 0; attempt--) {
      CampaignFault fault = CampaignFault.any(random);
      boolean refuses = fault == CampaignFault.REFUSED_403;
      faults.add(refuses && withoutRefusals ? CampaignFault.NONE : fault);
    }
    return faults;
  }

  /** Three parts of 400 fen are more than the order, so one of them is refused. */
  private void addTasks(String outRefundNo, int part, Random random) {
    RefundRequestBuilder builder =
        RefundRequest.ofOrder(outTradeNo)
            .outRefundNo(outRefundNo)
            .refund(400 - (fate == Fate.PAID ? 0 : 1))
            .total(fate == Fate.OTHER_TOTAL ? TOTAL + 1 : TOTAL);
    RefundRequest request = part == 1 ? builder.reason("退款").build() : builder.build();
    int callers = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    for (int caller = 1; caller <= callers; caller++) {
      int lives = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
      tasks.add(new RefundTask(this, request, caller, lives, callers == 1));
    }
  }

  /** Returns the numbers of the refunds, each once. */
  List<String> numbers() {
    return tasks.stream().map(task -> task.request.outRefundNo()).distinct().toList();
  }

  void placeIn(OrderBook book) {
    book.create(outTradeNo, TOTAL);
    if (fate != Fate.NEVER_PAID && fate != Fate.PAID_AT_ANY_TIME) {
      book.pay(outTradeNo);
    }
    numbers().forEach(number -> book.refunds().schedule(number, end, queriesUntilEnd));
  }

  /** Returns the refund that comes before the callers, or empty if there is none. */
  Optional<RefundRequest> earlier() {
    RefundRequest asked = tasks.get(0).request;
    return switch (fate) {
      case REFUNDED_BEFORE -> Optional.of(asked);
      case NUMBER_USED_BEFORE ->
          Optional.of(
              RefundRequest.ofOrder(outTradeNo)
                  .outRefundNo(asked.outRefundNo())
                  .refund(7)
                  .total(TOTAL)
                  .build());
      case PAID, PAID_AT_ANY_TIME, NEVER_PAID, OTHER_TOTAL -> Optional.empty();
    };
  }

  /** Returns the fault of the next request that reaches the simulator. */
  Optional<Fault> nextFault(RefundTask task, String publicKeyId) {
    Fault fault = script.ofNextAttempt().ofSimulator(publicKeyId);
    boolean lies = requests.getAndIncrement() == lieAt;
    return Optional.ofNullable(fault == null && lies ? lie(task.request) : fault);
  }

  private Fault lie(RefundRequest asked) {
    String body =
        lie.replace("$order", outTradeNo)
            .replace("$number", asked.outRefundNo())
            .replace("$refund", "" + asked.amount().refund())
            .replace("$total", "" + asked.amount().total());
    CannedAnswer answer =
        Fault.answer(
            body.contains("NOT_EXISTS") ? 404 : 200, body.getBytes(StandardCharsets.UTF_8));
    return body.contains("NOT_EXISTS") ? answer : answer.withSignature();
  }

  /** Returns whether nothing went wrong; then every decision is certain. */
  boolean isUndisturbed() {
    return lieAt < 0 && script.faults().stream().allMatch(CampaignFault.NONE::equals);
  }

  @Override
  public String toString() {
    return outTradeNo
        + (partner ? " of a sub-merchant, " : ", ")
        + fate
        + " with "
        + script
        + (lieAt < 0 ? "" : " and the lie " + lie + " at request " + lieAt);
  }
}
