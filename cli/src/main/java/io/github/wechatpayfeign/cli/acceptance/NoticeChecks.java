package io.github.wechatpayfeign.cli.acceptance;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.NoticeDelivery;
import io.github.wechatpayfeign.simulator.NoticeFlaw;
import io.github.wechatpayfeign.simulator.SimulatedNotice;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends false, repeated and correct notices, and judges the answers. */
final class NoticeChecks {

  private static final Map<Point, Falsification> FALSE_ONES =
      new EnumMap<>(
          Map.of(
              Point.NOTICE_FORGED, Falsification.FORGED,
              Point.NOTICE_CHANGED, Falsification.WRONG_BODY_SIGNED,
              Point.NOTICE_UNSIGNED, Falsification.UNSIGNED,
              Point.NOTICE_UNKNOWN_SERIAL, Falsification.UNKNOWN_SERIAL,
              Point.NOTICE_OLD, Falsification.STALE,
              Point.NOTICE_PROBE, Falsification.SIGNTEST));

  private final Scorecard card;
  private final Application application;
  private final Traffic traffic;

  NoticeChecks(Scorecard card, Application application, Traffic traffic) {
    this.card = card;
    this.application = application;
    this.traffic = traffic;
  }

  /**
   * Sends the notice of a payment of which the application knows nothing yet.
   *
   * @param since how many requests came before the payment
   */
  void payment(SimulatedNotice notice, int since) throws InterruptedException {
    for (Map.Entry<Point, Falsification> wrong : FALSE_ONES.entrySet()) {
      refused(wrong.getKey(), notice.deliver(wrong.getValue()));
      withoutEffect(wrong.getKey(), notice, since);
    }
    refused(Point.NOTICE_OTHER_KEY, notice.deliver(NoticeFlaw.WRONG_API_V3_KEY));
    amount(notice, since);
    accepted(Point.NOTICE_ANSWERED, notice.deliver());
    if (application.takesForPaid(notice.number()).equals(Optional.of(false))) {
      card.failed(
          Point.NOTICE_ANSWERED, Words.of("accepted, but the order does not count as paid"));
    }
    accepted(Point.NOTICE_REPEATED, notice.deliver());
    List<NoticeDelivery> both = notice.deliverTwice();
    if (both.stream().anyMatch(NoticeChecks::isInTime)) {
      card.passed(
          Point.NOTICE_AT_ONCE,
          Words.of("{0}, and {1}", inWords(both.get(0)), inWords(both.get(1))));
    } else {
      card.failed(Point.NOTICE_AT_ONCE, inWords(both.get(0)));
    }
  }

  void refund(SimulatedNotice notice) {
    refused(Point.REFUND_NOTICE_FORGED, notice.deliver(Falsification.FORGED));
    accepted(Point.REFUND_NOTICE_ANSWERED, notice.deliver());
    accepted(Point.REFUND_NOTICE_REPEATED, notice.deliver());
  }

  /** A correct notice about one fen more than the order. */
  private void amount(SimulatedNotice notice, int since) throws InterruptedException {
    NoticeDelivery delivery = notice.deliver(NoticeFlaw.OTHER_AMOUNT);
    Optional<Boolean> paid = paidByNotice(notice, since);
    if (paid.equals(Optional.of(true))) {
      card.failed(
          Point.AMOUNT_COMPARED,
          Words.of("one fen more than the order's total, and it counts as paid"));
    } else if (paid.isPresent()) {
      card.passed(
          Point.AMOUNT_COMPARED,
          Words.of("{0}, and the order does not count as paid", inWords(delivery)));
    } else if (isRefusal(delivery)) {
      card.passed(Point.AMOUNT_COMPARED, inWords(delivery));
    } else {
      card.notSeen(
          Words.of(
              "{0}, so it may be compared later: look whether the order {1} was delivered before its"
                  + " real payment, or use --paid",
              inWords(delivery), notice.number()),
          Point.AMOUNT_COMPARED);
    }
  }

  private void withoutEffect(Point point, SimulatedNotice notice, int since)
      throws InterruptedException {
    if (paidByNotice(notice, since).equals(Optional.of(true))) {
      card.failed(point, Words.of("after this notice the order counts as paid"));
    }
  }

  /**
   * Returns whether a notice made the order count as paid, or empty if nobody can tell: an
   * application that asked WeChat Pay meanwhile knows of the payment from there.
   */
  private Optional<Boolean> paidByNotice(SimulatedNotice notice, int since)
      throws InterruptedException {
    String number = notice.number();
    Optional<Boolean> paid = application.takesForPaid(number);
    boolean asked = traffic.queries(number, since) + traffic.closes(number) > 0;
    return asked ? Optional.empty() : paid;
  }

  void accepted(Point point, NoticeDelivery delivery) {
    if (isInTime(delivery)) {
      card.passed(point, inWords(delivery));
    } else {
      card.failed(point, inWords(delivery));
    }
  }

  void refused(Point point, NoticeDelivery delivery) {
    if (isRefusal(delivery)) {
      card.passed(point, inWords(delivery));
    } else {
      card.failed(point, Words.of("{0}; expected 4xx or 5xx", inWords(delivery)));
    }
  }

  private static boolean isInTime(NoticeDelivery delivery) {
    return delivery.isAccepted() && delivery.isWithinFiveSeconds();
  }

  private static boolean isRefusal(NoticeDelivery delivery) {
    return delivery.status() >= 400 && delivery.isWithinFiveSeconds();
  }

  private static String inWords(NoticeDelivery delivery) {
    return delivery.status() == 0
        ? Words.of("no answer: {0}", delivery.failure())
        : Words.of("answered {0} after {1} ms", delivery.status(), delivery.took().toMillis());
  }
}
