package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import io.github.wechatpayfeign.simulator.order.Step;
import org.junit.jupiter.api.Test;

/** A scheduled change happens just before or after the right request. */
class ScheduleTest extends SharedSimulatorTest {
  private final OrderBook book = simulator.book();

  @Test
  void paysJustBeforeAQuery() {
    book.schedule(order, OrderState.PAID, Step.BEFORE_QUERY, 1);

    assertThat(tradeState()).isEqualTo("SUCCESS");
  }

  @Test
  void paysJustAfterAQueryWhoseAnswerIsThenOutdated() {
    book.schedule(order, OrderState.PAID, Step.AFTER_QUERY, 1);

    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(book.state(order)).contains(OrderState.PAID);
    assertThat(close(order).code()).isEqualTo("ORDER_PAID");
  }

  @Test
  void paysBetweenQueryAndClose() {
    book.schedule(order, OrderState.PAID, Step.BEFORE_CLOSE, 1);

    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(book.state(order)).contains(OrderState.UNPAID);
    assertThat(close(order).code()).isEqualTo("ORDER_PAID");
  }

  @Test
  void doesNotPayAfterTheClose() {
    book.schedule(order, OrderState.PAID, Step.AFTER_CLOSE, 1);

    assertThat(close(order).status()).isEqualTo(204);
    assertThat(book.state(order)).contains(OrderState.CLOSED);
    assertThat(book.history(order)).hasSize(2);
  }

  @Test
  void waitsForTheNthRequestOfItsKindFromNowOn() {
    query(order);
    book.schedule(order, OrderState.PAID, Step.BEFORE_QUERY, 3);

    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(tradeState()).isEqualTo("SUCCESS");
  }

  @Test
  void appliesSeveralChangesInTheOrderInWhichTheyWereScheduled() {
    book.schedule(order, OrderState.USER_PAYING, Step.BEFORE_CLOSE, 1);
    book.schedule(order, OrderState.PAID, Step.AFTER_CLOSE, 1);
    book.schedule(order, OrderState.REFUNDED, Step.AFTER_CLOSE, 1);

    assertThat(close(order).code()).isEqualTo("USER_PAYING");
    assertThat(book.history(order))
        .extracting(StateChange::state)
        .containsExactly(
            OrderState.UNPAID, OrderState.USER_PAYING, OrderState.PAID, OrderState.REFUNDED);
  }

  @Test
  void countsRequestsWithALostAnswerButNotThoseStruckBefore() {
    book.schedule(order, OrderState.PAID, Step.BEFORE_QUERY, 2);
    simulator.failNext(
        Fault.error(500, "SYSTEM_ERROR"),
        Fault.error(500, "SYSTEM_ERROR").at(Moment.AFTER_APPLYING));

    query(order);
    query(order);
    assertThat(book.state(order)).contains(OrderState.UNPAID);
    get("/v3/pay/transactions/out-trade-no/" + order).send();
    assertThat(book.state(order)).contains(OrderState.UNPAID);
    query(order);
    assertThat(book.state(order)).contains(OrderState.PAID);
  }

  @Test
  void doesNotCountLookUpsOfTheTestAsQueries() {
    book.schedule(order, OrderState.PAID, Step.BEFORE_QUERY, 1);

    assertThat(book.state(order)).contains(OrderState.UNPAID);
    assertThat(book.states()).containsValue(OrderState.UNPAID);
    assertThat(book.history(order)).hasSize(1);
  }

  @Test
  void countsQueriesByTransactionId() {
    book.pay(order);
    String id = query(order).json().path("transaction_id").asText();
    book.schedule(order, OrderState.REFUNDED, Step.AFTER_QUERY, 1);

    RawAnswer answer = get("/v3/pay/transactions/id/" + id + "?mchid=1900000001").send();

    assertThat(answer.json().path("trade_state").asText()).isEqualTo("SUCCESS");
    assertThat(book.state(order)).contains(OrderState.REFUNDED);
  }

  private String tradeState() {
    return query(order).json().path("trade_state").asText();
  }
}
