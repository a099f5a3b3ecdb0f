package io.github.wechatpayfeign.simulator;

import org.junit.jupiter.api.AfterEach;

/** Gives each test a simulator whose clock stands still. */
abstract class SimulatorTest {
  final MovableClock clock = new MovableClock();
  final WechatPaySimulator simulator = WechatPaySimulator.builder().clock(clock).start();

  @AfterEach
  void closeSimulator() {
    simulator.close();
  }

  RawCall call(String outTradeNo) {
    return new RawCall(simulator, clock.seconds(), outTradeNo);
  }

  RawCall get(String target) {
    return call("unused").get(target);
  }

  RawAnswer close(String outTradeNo) {
    return call(outTradeNo).send();
  }

  RawAnswer query(String outTradeNo) {
    return get("/v3/pay/transactions/out-trade-no/" + outTradeNo + "?mchid=1900000001").send();
  }
}
