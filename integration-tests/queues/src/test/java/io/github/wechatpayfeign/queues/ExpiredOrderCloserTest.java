package io.github.wechatpayfeign.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.queues.support.MovableClock;
import io.github.wechatpayfeign.simulator.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is the same behind each queue and each job. */
class ExpiredOrderCloserTest {

  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final String NO = "ORDER-1";

  private final MovableClock clock = new MovableClock(NOW);
  private final QueueShop shop = new QueueShop(clock);

  @AfterEach
  void stop() {
    shop.close();
  }

  @Test
  void closesAnOrderOnceHoweverOftenItsMessageComes() {
    shop.placeAtWechatPay(NO, NOW);

    assertThat(shop.expired.close(NO)).isEmpty();
    long requests = shop.simulator.requestCount();
    assertThat(shop.expired.close(NO)).isEmpty();

    assertThat(shop.simulator.requestCount()).as("the second asks nobody").isEqualTo(requests);
    assertThat(shop.shop.journal()).containsEntry(NO, List.of("CLOSED"));
    assertThat(shop.shop.released()).isEqualTo(1);
  }

  @Test
  void deliversAnOrderThatWasPaidMeanwhile() {
    shop.placeAtWechatPay(NO, NOW);
    shop.simulator.pay(NO);

    assertThat(shop.expired.close(NO)).isEmpty();

    assertThat(shop.shop.journal()).containsEntry(NO, List.of("PAID"));
    assertThat(shop.shop.released()).isZero();
    assertThat(shop.shop.strings("select what from outbox")).containsExactly("DELIVER");
  }

  @Test
  void leavesAnOrderAloneUntilItsTimeIsOver() {
    shop.placeAtWechatPay(NO, NOW.plusSeconds(90));

    assertThat(shop.expired.close(NO)).contains(Duration.ofSeconds(90));
    clock.advance(Duration.ofSeconds(90));
    assertThat(shop.expired.close(NO)).isEmpty();

    assertThat(shop.waiting()).isZero();
  }

  @Test
  void needsTwoAnswersThatAnOrderIsUnknownWithTimeBetweenThem() {
    shop.place(NO, NOW);

    assertThat(shop.expired.close(NO)).contains(QueueShop.TIMING.notFound());
    assertThat(shop.expired.close(NO)).as("too soon").contains(QueueShop.TIMING.notFound());
    assertThat(shop.waiting()).isEqualTo(1);

    clock.advance(QueueShop.TIMING.notFound());
    assertThat(shop.expired.close(NO)).isEmpty();
    assertThat(shop.shop.journal()).containsEntry(NO, List.of("NOT_FOUND"));
    assertThat(shop.audit().isClean()).isTrue();
  }

  @Test
  void settlesNothingForAnOrderThatWasRolledBack() {
    assertThat(shop.expired.close("ORDER-2")).isEmpty();
    assertThat(shop.simulator.requestCount()).isZero();
  }

  @Test
  void reportsWhatAPersonHasToFixAndTriesAgain() {
    shop.placeAtWechatPay(NO, NOW);
    shop.simulator.failNext(Fault.error(401, "SIGN_ERROR"), Fault.error(401, "SIGN_ERROR"));

    assertThat(shop.expired.close(NO)).contains(QueueShop.TIMING.failed());
    assertThat(shop.reports).singleElement().asString().startsWith(NO).contains("SIGN_ERROR");

    assertThat(shop.expired.close(NO)).isEmpty();
    assertThat(shop.shop.journal()).containsEntry(NO, List.of("CLOSED"));
  }

  @Test
  void letsANotificationAndAMessageSettleAnOrderOnceBetweenThem() throws Exception {
    shop.placeAtWechatPay(NO, NOW);
    shop.simulator.pay(NO);

    assertThat(shop.orders.settle(NO, Kind.PAID)).isTrue();
    assertThat(shop.orders.settle(NO, Kind.PAID)).isFalse();
    assertThat(shop.expired.close(NO)).isEmpty();

    assertThat(shop.shop.journal()).containsEntry(NO, List.of("PAID"));
  }

  @Test
  void waitsInTheStandardTimingAsOrderExpiryDoes() {
    assertThat(ExpiredOrderCloser.Timing.standard().grace())
        .isEqualTo(Duration.of(5, ChronoUnit.SECONDS));
    assertThat(ExpiredOrderCloser.Timing.standard().notFound()).isEqualTo(Duration.ofMinutes(1));
    assertThat(ExpiredOrderCloser.Timing.standard().policy().closesFirst()).isTrue();
  }
}
