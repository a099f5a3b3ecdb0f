package io.github.wechatpayfeign.cli.acceptance;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.SimulatedNotice;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes three orders of the application through their lives: one is never paid, one is paid but its
 * notice is lost, one is paid and refunded.
 */
final class AcceptanceRun {

  private static final Point[] ABOUT_NOTICES = {
    Point.NOTICE_ANSWERED,
    Point.NOTICE_REPEATED,
    Point.NOTICE_AT_ONCE,
    Point.NOTICE_FORGED,
    Point.NOTICE_CHANGED,
    Point.NOTICE_UNSIGNED,
    Point.NOTICE_UNKNOWN_SERIAL,
    Point.NOTICE_OLD,
    Point.NOTICE_PROBE,
    Point.NOTICE_OTHER_KEY,
    Point.AMOUNT_COMPARED
  };

  private static final Point[] ABOUT_REFUND_NOTICES = {
    Point.REFUND_NOTICE_ANSWERED, Point.REFUND_NOTICE_REPEATED, Point.REFUND_NOTICE_FORGED
  };

  private final WechatPaySimulator simulator;
  private final Application application;
  private final Patience patience;
  private final Clock clock;
  private final Scorecard card;
  private final Traffic traffic;
  private final NoticeChecks notices;
  private final Set<String> known = new TreeSet<>();

  AcceptanceRun(
      WechatPaySimulator simulator,
      Application application,
      Patience patience,
      Clock clock,
      Scorecard card) {
    this.simulator = simulator;
    this.application = application;
    this.patience = patience;
    this.clock = clock;
    this.card = card;
    traffic = new Traffic(simulator);
    notices = new NoticeChecks(card, application, traffic);
    simulator.failWhen(traffic);
  }

  void run() throws InterruptedException {
    Optional<String> unpaid =
        place(Words.of("it stays unpaid, and the application has to close it"));
    unpaid.ifPresent(traffic::failFirstCloseOf);
    Optional<String> lost = place(Words.of("it is paid, but its notice is lost"));
    int paidAfter = traffic.size();
    boolean lostIsPaid = lost.isPresent() && pay(lost.get());
    Optional<String> paid = place(Words.of("it is paid, and then refunded"));
    int before = traffic.size();
    if (paid.isPresent() && pay(paid.get())) {
      payment(paid.get(), before);
      refund(paid.get());
    }
    if (lostIsPaid) {
      lostNotice(lost.orElseThrow(), paidAfter);
    }
    if (unpaid.isPresent()) {
      close(unpaid.get());
    }
  }

  /** Lets the application place an order, and returns its number once its prepay was seen. */
  private Optional<String> place(String purpose) throws InterruptedException {
    String suggested = "ACCEPT-" + clock.instant().getEpochSecond() + "-" + (known.size() + 1);
    boolean[] asked = {false};
    boolean seen =
        patience.until(
            () -> {
              asked[0] = asked[0] || tryToPlace(suggested, purpose);
              return asked[0] && newOrder().isPresent();
            });
    Optional<String> order = newOrder();
    order.ifPresent(known::add);
    application.say(
        seen
            ? Words.of("Order {0}: {1}", order.orElse(""), purpose)
            : Words.of("No order was placed in time"));
    return order;
  }

  private boolean tryToPlace(String suggested, String purpose) {
    try {
      return application.place(suggested, purpose);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Optional<String> newOrder() {
    return simulator.orders().keySet().stream().filter(no -> !known.contains(no)).findFirst();
  }

  private boolean pay(String outTradeNo) {
    return simulator.book().tryToPay(outTradeNo);
  }

  private void payment(String outTradeNo, int since) throws InterruptedException {
    List<SimulatedNotice> sent = simulator.notices().about(outTradeNo);
    if (sent.isEmpty()) {
      card.notSeen(Words.of("the order has no notify_url"), ABOUT_NOTICES);
      return;
    }
    try {
      notices.payment(sent.get(0), since);
    } catch (IllegalArgumentException notOfThisMachine) {
      card.notSeen(String.valueOf(notOfThisMachine.getMessage()), ABOUT_NOTICES);
    }
  }

  private void refund(String outTradeNo) throws InterruptedException {
    application.refund(outTradeNo, Words.of("the first answer will be a failure"));
    if (!patience.until(() -> !traffic.refunds().isEmpty())) {
      card.notSeen(
          Words.of("no refund was applied for"), Point.REFUND_NUMBER_KEPT, Point.REFUND_QUERIED);
      card.notSeen(Words.of("no refund was applied for"), ABOUT_REFUND_NOTICES);
      return;
    }
    if (!patience.halfUntil(this::wasAskedAgain)) {
      application.refund(
          outTradeNo, Words.of("it met a failure, so do now what you would do then"));
      patience.until(this::wasAskedAgain);
    }
    judgeRefund();
    String number = traffic.refunds().get(0);
    if (!patience.halfUntil(() -> !simulator.notices().about(number).isEmpty())) {
      card.notSeen(Words.of("the refund has no notify_url"), ABOUT_REFUND_NOTICES);
      return;
    }
    try {
      notices.refund(simulator.notices().about(number).get(0));
    } catch (IllegalArgumentException notOfThisMachine) {
      card.notSeen(String.valueOf(notOfThisMachine.getMessage()), ABOUT_REFUND_NOTICES);
    }
  }

  private boolean wasAskedAgain() {
    return traffic.refunds().size() > 1 || traffic.refundQueries() > 0;
  }

  private void judgeRefund() {
    List<String> numbers = traffic.refunds().stream().distinct().toList();
    if (numbers.size() > 1) {
      card.failed(
          Point.REFUND_NUMBER_KEPT,
          Words.of("refunded with several numbers: {0}", String.join(" ", numbers)));
    } else if (wasAskedAgain()) {
      card.passed(Point.REFUND_NUMBER_KEPT, Words.of("one refund, {0}", numbers.get(0)));
    } else {
      card.notSeen(Words.of("the failed refund was not repeated"), Point.REFUND_NUMBER_KEPT);
    }
    if (traffic.refundQueries() > 0) {
      card.passed(Point.REFUND_QUERIED, Words.of("the refund was queried"));
    } else if (traffic.refunds().size() > numbers.size()) {
      card.passed(Point.REFUND_QUERIED, Words.of("the answer to the repeated refund tells it"));
    } else {
      card.failed(
          Point.REFUND_QUERIED,
          Words.of("the answer was a failure, the money is refunded, and nobody asked again"));
    }
  }

  private void lostNotice(String outTradeNo, int paidAfter) throws InterruptedException {
    if (patience.untilAfter(
        untilExpiry(outTradeNo), () -> traffic.queries(outTradeNo, paidAfter) > 0)) {
      card.passed(Point.LOST_NOTICE, Words.of("queried"));
    } else {
      card.failed(
          Point.LOST_NOTICE,
          traffic.closes(outTradeNo) > 0
              ? Words.of("closed, refused because it is paid, and not queried")
              : Words.of("not queried, so the application does not know of the payment"));
    }
  }

  private void close(String outTradeNo) throws InterruptedException {
    if (!patience.untilAfter(untilExpiry(outTradeNo), () -> traffic.closes(outTradeNo) > 0)) {
      card.failed(Point.CLOSED_IN_TIME, Words.of("no close came, so the order can still be paid"));
      card.notSeen(Words.of("no close came"), Point.CLOSE_REPEATED);
      return;
    }
    card.passed(Point.CLOSED_IN_TIME, Words.of("a close came"));
    if (patience.until(() -> simulator.state(outTradeNo).equals(Optional.of(OrderState.CLOSED)))) {
      card.passed(
          Point.CLOSE_REPEATED, Words.of("closed by close number {0}", traffic.closes(outTradeNo)));
    } else {
      card.failed(
          Point.CLOSE_REPEATED,
          Words.of(
              "the close was answered SYSTEM_ERROR and not repeated, so the order can still be paid"));
    }
  }

  private Duration untilExpiry(String outTradeNo) {
    Instant now = clock.instant();
    Instant end = simulator.book().timeExpire(outTradeNo).orElse(now);
    Duration wait = Duration.between(now, end);
    if (wait.compareTo(patience.limit()) > 0) {
      application.say(Words.of("Waiting until {0}, when the order {1} expires", end, outTradeNo));
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
