package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;

/**
 * The simulator for most tests of this JVM. It makes its RSA keys once, because making them takes
 * longer than most tests.
 */
public final class SharedSimulator {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private SharedSimulator() {}

  /** Returns the simulator without orders, requests and faults of former tests. */
  public static WechatPaySimulator emptied() {
    SIMULATOR.reset();
    return SIMULATOR;
  }
}
