package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest extends SimulatorTest {
  private static final String ORDER = "ORDER-0001";

  private final OrderBook book = simulator.book();

  @BeforeEach
  void createOrder() {
    book.create(ORDER);
  }

  @Test
  void paysJustBeforeAQuery() {
    book.schedule(ORDER, OrderState.PAID, Step.BEFORE_QUERY, 1);

    assertThat(tradeState()).isEqualTo("SUCCESS");
  }

  @Test
  void paysJustAfterAQuerySoThatItsAnswerIsOld() {
    book.schedule(ORDER, OrderState.PAID, Step.AFTER_QUERY, 1);

    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(book.state(ORDER)).contains(OrderState.PAID);
    assertThat(close(ORDER).code()).isEqualTo("ORDER_PAID");
  }

  @Test
  void paysBetweenQueryAndClose() {
    book.schedule(ORDER, OrderState.PAID, Step.BEFORE_CLOSE, 1);

    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(book.state(ORDER)).contains(OrderState.UNPAID);
    assertThat(close(ORDER).code()).isEqualTo("ORDER_PAID");
  }

  @Test
  void turnsAUserAwayWhoPaysAfterTheClose() {
    book.schedule(ORDER, OrderState.PAID, Step.AFTER_CLOSE, 1);

    assertThat(close(ORDER).status()).isEqualTo(204);
    assertThat(book.state(ORDER)).contains(OrderState.CLOSED);
    assertThat(book.history(ORDER)).hasSize(2);
  }

  @Test
  void waitsForTheNthRequestOfItsKindFromNowOn() {
    query(ORDER);
    book.schedule(ORDER, OrderState.PAID, Step.BEFORE_QUERY, 3);

    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(tradeState()).isEqualTo("NOTPAY");
    assertThat(tradeState()).isEqualTo("SUCCESS");
  }

  @Test
  void keepsSeveralAppointmentsInTheOrderInWhichTheyWereMade() {
    book.schedule(ORDER, OrderState.USER_PAYING, Step.BEFORE_CLOSE, 1);
    book.schedule(ORDER, OrderState.PAID, Step.AFTER_CLOSE, 1);
    book.schedule(ORDER, OrderState.REFUNDED, Step.AFTER_CLOSE, 1);

    assertThat(close(ORDER).code()).isEqualTo("USER_PAYING");
    assertThat(book.history(ORDER))
        .extracting(StateChange::state)
        .containsExactly(
            OrderState.UNPAID, OrderState.USER_PAYING, OrderState.PAID, OrderState.REFUNDED);
  }

  @Test
  void countsRequestsWhoseAnswerIsLostButNotThoseThatNeverCame() {
    book.schedule(ORDER, OrderState.PAID, Step.BEFORE_QUERY, 2);
    simulator.failNext(
        Fault.error(500, "SYSTEM_ERROR"),
        Fault.error(500, "SYSTEM_ERROR").at(Moment.AFTER_APPLYING));

    query(ORDER);
    query(ORDER);
    assertThat(book.state(ORDER)).contains(OrderState.UNPAID);
    get("/v3/pay/transactions/out-trade-no/" + ORDER).send();
    assertThat(book.state(ORDER)).contains(OrderState.UNPAID);
    query(ORDER);
    assertThat(book.state(ORDER)).contains(OrderState.PAID);
  }

  @Test
  void doesNotTakeTheTestsOwnLookForAQuery() {
    book.schedule(ORDER, OrderState.PAID, Step.BEFORE_QUERY, 1);

    assertThat(book.state(ORDER)).contains(OrderState.UNPAID);
    assertThat(book.states()).containsValue(OrderState.UNPAID);
    assertThat(book.history(ORDER)).hasSize(1);
  }

  @Test
  void countsQueriesByTransactionId() {
    book.pay(ORDER);
    String id = query(ORDER).json().path("transaction_id").asText();
    book.schedule(ORDER, OrderState.REFUNDED, Step.AFTER_QUERY, 1);

    RawAnswer answer = get("/v3/pay/transactions/id/" + id + "?mchid=1900000001").send();

    assertThat(answer.json().path("trade_state").asText()).isEqualTo("SUCCESS");
    assertThat(book.state(ORDER)).contains(OrderState.REFUNDED);
  }

  private String tradeState() {
    return query(ORDER).json().path("trade_state").asText();
  }
}
