package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;

/** Makes {@link Merchant} objects for the merchants of a simulator; each has keys of its own. */
final class SimulatedMerchants {

  private final WechatPaySimulator simulator;

  SimulatedMerchants(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  /**
   * Returns the merchant with a number, and adds it to the simulator if it is new. Synchronized, so
   * that two beans that ask at the same time get the same keys.
   */
  synchronized Merchant withMchid(String mchid) {
    SimulatedMerchant simulated =
        simulator.findMerchant(mchid).orElseGet(() -> simulator.addMerchant(mchid));
    MerchantBuilder merchant =
        Merchant.builder()
            .mchid(simulated.mchid())
            .merchantSerial(simulated.serial())
            .privateKeyPem(simulated.privateKeyPem())
            .apiV3Key(simulated.apiV3Key());
    return simulator.platformCertificates().isEmpty()
        ? merchant.wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem()).build()
        : merchant.build();
  }
}
