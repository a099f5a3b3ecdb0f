package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests are counted for the order whose worker began the call. */
class RequestLedgerTest {

  private static final CallStart CALL = CallStart.of("Api#call", "GET", "/v3", "1900000001");

  private final RequestLedger ledger = new RequestLedger();

  @Test
  void keepsTheRequestIdOfTheLastAnswerAndCountsAllAttemptsOfAnOrder() {
    RequestLedger.Entry order = ledger.begin();
    call(2, "FIRST");
    call(1, "LAST");
    ledger.end();

    assertThat(order.requestId()).isEqualTo("LAST");
    assertThat(order.attempts()).isEqualTo(3);
  }

  @Test
  void takesNoCallBeforeOrAfterAnOrderForOneOfIt() {
    call(1, "BEFORE");
    RequestLedger.Entry order = ledger.begin();
    ledger.end();
    call(1, "AFTER");

    assertThat(order.requestId()).isNull();
    assertThat(order.attempts()).isZero();
    assertThat(ledger.requests()).isEqualTo(2);
  }

  private void call(int attempts, String requestId) {
    CallObserver observer = ledger.started(CALL);
    for (int number = 1; number <= attempts; number++) {
      observer.attempted(AttemptEnd.of(number, Duration.ZERO, 200, null));
    }
    observer.ended(CallEnd.of(attempts, Duration.ZERO, 200, null, null, requestId));
  }
}
