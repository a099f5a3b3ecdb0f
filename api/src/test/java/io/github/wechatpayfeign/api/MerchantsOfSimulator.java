package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;

/** MerchantsOfSimulator with the keys of a simulator. */
public final class MerchantsOfSimulator {

  /** Keys for tests that send nothing. */
  private static final class Any {
    static final Merchant MERCHANT;

    static {
      try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
        MERCHANT = of(simulator);
      }
    }
  }

  private MerchantsOfSimulator() {}

  public static Merchant any() {
    return Any.MERCHANT;
  }

  public static Merchant of(WechatPaySimulator simulator) {
    return of(simulator, simulator.merchant());
  }

  public static Merchant of(WechatPaySimulator simulator, SimulatedMerchant simulated) {
    return Merchant.builder()
        .mchid(simulated.mchid())
        .merchantSerial(simulated.serial())
        .privateKeyPem(simulated.privateKeyPem())
        .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
        .build();
  }
}
