package io.github.wechatpayfeign.integrationtests.libraries;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.GatewayMode;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.concurrent.Callable;

/** The process of {@link OldLibrariesTest}, which prints what a user sees. */
final class OldLibraries {

  private OldLibraries() {}

  public static void main(String[] arguments) {
    close(GatewayMode.PUBLIC_KEY);
    System.exit(0);
  }

  private static void close(GatewayMode mode) {
    say(
        "start",
        () -> {
          try (WechatPaySimulator simulator = WechatPaySimulator.builder().mode(mode).start()) {
            say("close", () -> close(simulator));
          }
          return "ok";
        });
  }

  private static Object close(WechatPaySimulator simulator) {
    simulator.createOrder("ORDER-1");
    try (WechatPay wechatPay =
        WechatPay.builder(SimulatedGateway.merchantOf(simulator))
            .baseUrl(simulator.baseUrl())
            .build()) {
      wechatPay.closeOrder("ORDER-1");
      return simulator.orders();
    }
  }

  private static void say(String what, Callable<Object> step) {
    String said;
    try {
      said = step.call().toString();
    } catch (Exception | LinkageError e) {
      said = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    System.out.println(what + ": " + said);
  }
}
