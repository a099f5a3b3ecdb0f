package io.github.wechatpayfeign.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The microservice, called over HTTP, with a simulator behind it. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "wechatpay.retry.base-delay=1ms")
@WithWechatPaySimulator
class CancellationTest {

  private static final AtomicInteger ORDERS = new AtomicInteger();

  private final WechatPaySimulator simulator;
  private final Http http;
  private final String order = "ORDER-20261123-" + ORDERS.incrementAndGet();

  @Autowired
  CancellationTest(WechatPaySimulator simulator, @LocalServerPort int port) {
    this.simulator = simulator;
    this.http = new Http(port);
  }

  @BeforeEach
  void placeAnOrder() {
    simulator.createOrder(order);
  }

  @Test
  void cancelsAnOrder() {
    HttpResponse<String> answer = http.cancel(order);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(simulator.state(order)).contains(OrderState.CLOSED);
  }

  @Test
  void cancelsAnOrderTwice() {
    assertThat(http.cancel(order).statusCode()).isEqualTo(204);
    assertThat(http.cancel(order).statusCode()).isEqualTo(204);
  }

  @Test
  void reportsThatAnOrderWasPaidInTheMeantime() {
    simulator.pay(order);

    HttpResponse<String> answer = http.cancel(order);

    assertProblem(answer, 409, "The order is paid: refund it instead");
    assertThat(answer.body()).contains("\"code\":\"ORDER_PAID\"", "\"outcome\":\"REJECTED\"");
    assertThat(simulator.state(order)).contains(OrderState.PAID);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "400, PARAM_ERROR,       500, REJECTED, FIX_REQUEST, 1",
    "400, INVALID_REQUEST,   500, REJECTED, FIX_REQUEST, 1",
    "400, MCH_NOT_EXISTS,    500, REJECTED, FIX_CREDENTIALS_OR_CLOCK, 1",
    "401, SIGN_ERROR,        500, REJECTED, FIX_CREDENTIALS_OR_CLOCK, 1",
    "403, RULE_LIMIT,        409, REJECTED, QUERY_ORDER, 1",
    "403, TRADE_ERROR,       409, REJECTED, QUERY_ORDER, 1",
    "429, FREQUENCY_LIMITED, 503, REJECTED, RETRY_LATER, 3",
    "500, SYSTEM_ERROR,      502, UNKNOWN,  RETRY_LATER, 3"
  })
  void turnsEachErrorOfTheOfficialPageIntoAProblem(
      int status, String code, int problem, String outcome, String next, int attempts) {
    simulator.failWhen(request -> Optional.of(Fault.error(status, code)));

    HttpResponse<String> answer = http.cancel(order);

    assertProblem(answer, problem, "order");
    assertThat(answer.body())
        .contains(
            "\"code\":\"" + code + "\"",
            "\"outcome\":\"" + outcome + "\"",
            "\"next\":\"" + next + "\"",
            "\"attempts\":" + attempts);
    assertThat(simulator.state(order)).contains(OrderState.UNPAID);
  }

  @Test
  void succeedsDespiteATemporaryError() {
    simulator.failNext(Fault.error(500, "SYSTEM_ERROR"), Fault.drop(Moment.AFTER_APPLYING));

    assertThat(http.cancel(order).statusCode()).isEqualTo(204);
  }

  @Test
  void refusesAForgedAnswer() {
    simulator.failWhen(request -> Optional.of(Fault.falsify(Falsification.FORGED)));

    HttpResponse<String> answer = http.cancel(order);

    assertProblem(answer, 502, "It is unknown what became of the order");
    assertThat(answer.body()).contains("\"outcome\":\"UNKNOWN\"");
  }

  @Test
  void refusesAnOrderNumberThatNoOrderCanHave() {
    HttpResponse<String> answer = http.cancel("short");

    assertProblem(answer, 400, "short");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"detail\":\"", detail);
  }
}
