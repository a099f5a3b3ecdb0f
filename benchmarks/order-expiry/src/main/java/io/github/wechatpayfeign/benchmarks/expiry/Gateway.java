package io.github.wechatpayfeign.benchmarks.expiry;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** How a worker reaches the simulator, whose keys exist for one run alone. */
final class Gateway {

  private final Properties settings;

  private Gateway(Properties settings) {
    this.settings = settings;
  }

  /** Writes how to reach a simulator. */
  static void write(WechatPaySimulator simulator, Path file) throws IOException {
    Properties settings = new Properties();
    settings.setProperty("baseUrl", simulator.baseUrl());
    settings.setProperty("mchid", simulator.mchid());
    settings.setProperty("serial", simulator.merchantSerial());
    settings.setProperty("privateKey", simulator.merchantPrivateKeyPem());
    settings.setProperty("publicKeyId", simulator.publicKeyId());
    settings.setProperty("publicKey", simulator.publicKeyPem());
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
  }

  static Gateway read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return new Gateway(settings);
  }

  WechatPay client() {
    return WechatPay.builder(
            Merchant.builder()
                .mchid(settings.getProperty("mchid"))
                .merchantSerial(settings.getProperty("serial"))
                .privateKeyPem(settings.getProperty("privateKey"))
                .wechatPayPublicKeyPem(
                    settings.getProperty("publicKeyId"), settings.getProperty("publicKey"))
                .build())
        .baseUrl(settings.getProperty("baseUrl"))
        .listener(OrderExpiry.requestCounter())
        .build();
  }
}
