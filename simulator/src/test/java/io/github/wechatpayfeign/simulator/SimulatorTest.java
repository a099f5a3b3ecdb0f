package io.github.wechatpayfeign.simulator;

import org.junit.jupiter.api.AfterEach;

/** Gives each test a simulator whose clock stands still. */
abstract class SimulatorTest {
  final SteppedClock clock = new SteppedClock();
  final WechatPaySimulator simulator =
      WechatPaySimulator.builder().clock(clock).strictAll().start();

  @AfterEach
  void closeSimulator() {
    simulator.close();
  }

  RawCall call(String outTradeNo) {
    return new RawCall(simulator, clock.seconds(), outTradeNo);
  }
}
