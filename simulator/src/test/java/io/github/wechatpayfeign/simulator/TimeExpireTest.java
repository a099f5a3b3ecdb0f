package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After its {@code time_expire} an order stays as it is, but nobody can begin to pay it. */
class TimeExpireTest extends SimulatorTest {
  private static final String ORDER = "ORDER-0001";

  /** The clock begins at 2027-01-15T16:00:00+08:00. */
  private static final String IN_TEN_MINUTES = "2027-01-15T16:10:00+08:00";

  private final OrderBook book = simulator.book();

  @Test
  void paysUntilTheLastMoment() {
    placed(IN_TEN_MINUTES);
    clock.advanceSeconds(600);

    assertThat(book.tryToPay(ORDER)).isTrue();
    assertThat(book.tryToPay(ORDER)).isFalse();
    assertThat(book.state(ORDER)).contains(OrderState.PAID);
  }

  @Test
  void refusesToPayLaterButLeavesTheOrderOpen() {
    placed(IN_TEN_MINUTES);
    clock.advanceSeconds(601);

    assertThat(book.tryToPay(ORDER)).isFalse();
    assertThatThrownBy(() -> book.pay(ORDER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The order ORDER-0001 is UNPAID and cannot become PAID: its time_expire"
                + " 2027-01-15T08:10:00Z is over");
    assertThatThrownBy(() -> book.startPaying(ORDER)).hasMessageEndingWith(" is over");
    assertThatThrownBy(() -> book.payWithCoupon(ORDER, 1)).hasMessageEndingWith(" is over");
    assertThat(query().json().path("trade_state").asText()).isEqualTo("NOTPAY");
    assertThat(call(ORDER).send().status()).isEqualTo(204);
    assertThat(query().json().path("trade_state").asText()).isEqualTo("CLOSED");
  }

  @Test
  void letsAUserFinishWhoBeganInTime() {
    placed(IN_TEN_MINUTES);
    clock.advanceSeconds(600);
    book.startPaying(ORDER);
    clock.advanceSeconds(60);

    assertThat(call(ORDER).send().status()).isEqualTo(202);
    book.pay(ORDER);
    assertThat(call(ORDER).send().code()).isEqualTo("ORDER_PAID");
  }

  @Test
  void dropsAScheduledPaymentThatComesTooLate() {
    placed(IN_TEN_MINUTES);
    book.schedule(ORDER, OrderState.PAID, Step.BEFORE_QUERY, 1);
    clock.advanceSeconds(601);

    assertThat(query().json().path("trade_state").asText()).isEqualTo("NOTPAY");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-15T15:00:00+08:00, PT1M",
    "2027-01-15T16:00:59+08:00, PT1M",
    "2027-01-15T08:02:00Z, PT2M",
    "2027-04-15T16:00:00+08:00, P90D",
    "2027-04-16T16:00:00+08:00, P90D",
  })
  void movesATimeThatIsTooNearOrTooFar(String time, Duration effective) {
    assertThat(placed(time).status()).isEqualTo(200);

    assertThat(book.timeExpire(ORDER)).contains(clock.instant().plus(effective));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-01-15 16:10:00+08:00",
        "2027-01-15T16:10:00",
        "2027-01-15T16:10+08:00",
        "2027-01-15T16:10:00.000+08:00",
        "2027-02-30T16:10:00+08:00",
        "2027-01-15T16:10:00+99:00",
        "20270115161000",
        ""
      })
  void refusesATimeOfAnotherForm(String time) {
    RawAnswer answer = placed(time);

    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(answer.message()).contains("“/body/time_expire”");
  }

  @Test
  void refusesAnotherTimeForTheSameOrderAndKeepsTheFirst() {
    placed(IN_TEN_MINUTES);
    Optional<Instant> first = book.timeExpire(ORDER);
    clock.advanceSeconds(900);

    assertThat(placed(IN_TEN_MINUTES).status()).isEqualTo(200);
    assertThat(placed("2027-01-15T17:00:00+08:00").message()).isEqualTo("201 商户订单号重复");
    assertThat(book.timeExpire(ORDER)).isEqualTo(first);
    assertThat(book.tryToPay(ORDER)).isFalse();
  }

  @Test
  void neverExpiresWithoutATime() {
    book.create(ORDER);
    clock.advanceSeconds(Duration.ofDays(365).toSeconds());

    assertThat(book.timeExpire(ORDER)).isEmpty();
    assertThat(book.tryToPay(ORDER)).isTrue();
  }

  private RawAnswer placed(String timeExpire) {
    String body =
        ("{'appid':'wx1','mchid':'1900000001','description':'a','out_trade_no':'%s',"
                + "'notify_url':'https://shop.example/paid','amount':{'total':1},"
                + "'time_expire':'%s'}")
            .formatted(ORDER, timeExpire)
            .replace('\'', '"');
    return call(ORDER).post("/v3/pay/transactions/native", body).send();
  }

  private RawAnswer query() {
    return call(ORDER)
        .get("/v3/pay/transactions/out-trade-no/" + ORDER + "?mchid=1900000001")
        .send();
  }
}
