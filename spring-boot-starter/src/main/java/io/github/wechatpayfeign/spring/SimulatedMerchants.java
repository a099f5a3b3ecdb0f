package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;

/** The merchants of a simulator, each with keys of its own, as clients need them. */
final class SimulatedMerchants {

  private final WechatPaySimulator simulator;

  SimulatedMerchants(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  /** Returns the merchant with a number; the simulator gets it if it has none. */
  synchronized Merchant withMchid(String mchid) {
    SimulatedMerchant simulated =
        simulator.findMerchant(mchid).orElseGet(() -> simulator.addMerchant(mchid));
    MerchantBuilder merchant =
        Merchant.builder()
            .mchid(simulated.mchid())
            .merchantSerial(simulated.serial())
            .privateKeyPem(simulated.privateKeyPem());
    return simulator.platformCertificates().isEmpty()
        ? merchant.wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem()).build()
        : merchant.apiV3Key(simulated.apiV3Key()).build();
  }
}
