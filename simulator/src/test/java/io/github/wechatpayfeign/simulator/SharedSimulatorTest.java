package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Gives all tests of a class one simulator, whose clock stands still, and each an unpaid order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedSimulatorTest {
  final SteppedClock clock = new SteppedClock();
  final WechatPaySimulator simulator;
  String order = "none";
  private int orders = 1000;

  /** Starts a simulator with all strict rules. */
  SharedSimulatorTest() {
    this(Strictness.values());
  }

  SharedSimulatorTest(Strictness... rules) {
    simulator = WechatPaySimulator.builder().clock(clock).strict(rules).start();
  }

  @BeforeEach
  void createOrder() {
    order = "ORDER-" + ++orders;
    simulator.createOrder(order);
  }

  @AfterEach
  void clearTheFaults() {
    simulator.failWhen(request -> Optional.empty());
  }

  @AfterAll
  void closeSimulator() {
    simulator.close();
  }

  RawCall call() {
    return new RawCall(simulator, clock.seconds(), order);
  }

  RawCall get(String target) {
    return call().get(target);
  }

  RawAnswer query(String outTradeNo) {
    return get("/v3/pay/transactions/out-trade-no/" + outTradeNo + "?mchid=1900000001").send();
  }

  RawAnswer close(String outTradeNo) {
    return new RawCall(simulator, clock.seconds(), outTradeNo).send();
  }

  /** Makes the order numbers in a text unique for this test. */
  String own(String text) {
    return text.replace("ORDER", order).replace("COMBINE", "C" + order);
  }

  /** Checks the form of a refusal, and that the order has not changed. */
  void assertThatOrderSurvives(RawAnswer answer) {
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-1");
    assertThat(answer.headers()).doesNotContainKey("Wechatpay-Signature");
    assertThat(simulator.state(order)).contains(OrderState.UNPAID);
  }
}
