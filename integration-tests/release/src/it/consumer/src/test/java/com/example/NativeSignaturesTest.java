package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the artifact "native" brings signs, with no code and no setting. */
class NativeSignaturesTest {

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void areMadeByAmazonsProvider() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      Merchant merchant =
          Merchant.builder()
              .mchid(simulator.mchid())
              .merchantSerial(simulator.merchantSerial())
              .privateKeyPem(simulator.merchantPrivateKeyPem())
              .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
              .build();

      assertThat(merchant.signatureProviderName()).isEqualTo("AmazonCorrettoCryptoProvider");
    }
  }
}
