package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

/** What the README shows under "In your tests", in a project that knows nothing but the published artifacts. */
class CloseOrderTest {

  @Test
  void closesAnOrder() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-20261123-1");
      Merchant merchant =
          Merchant.builder()
              .mchid(simulator.mchid())
              .merchantSerial(simulator.merchantSerial())
              .privateKeyPem(simulator.merchantPrivateKeyPem())
              .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
              .build();
      WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).build();

      wechatPay.closeOrder("ORDER-20261123-1");

      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.CLOSED);
    }
  }
}
