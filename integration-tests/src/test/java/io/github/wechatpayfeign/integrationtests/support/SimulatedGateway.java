package io.github.wechatpayfeign.integrationtests.support;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;

/** Creates merchants and clients for a simulator. */
public final class SimulatedGateway {

  private SimulatedGateway() {}

  public static Merchant merchantOf(WechatPaySimulator simulator) {
    return Merchant.builder()
        .mchid(simulator.mchid())
        .merchantSerial(simulator.merchantSerial())
        .privateKeyPem(simulator.merchantPrivateKeyPem())
        .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
        .build();
  }

  /** Returns a client that sends each request once. */
  public static WechatPay clientOf(WechatPaySimulator simulator) {
    return WechatPay.builder(merchantOf(simulator))
        .baseUrl(simulator.baseUrl())
        .retryPolicy(RetryPolicy.off())
        .build();
  }
}
