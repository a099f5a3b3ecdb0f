package io.github.wechatpayfeign.orderexpirytests.support;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** How to reach the simulator, also from another process: its keys exist for one test alone. */
public final class Gateway {

  private final Properties settings;

  private Gateway(Properties settings) {
    this.settings = settings;
  }

  /** Returns the gateway of a simulator of this process. */
  public static Gateway of(WechatPaySimulator simulator) {
    Properties settings = new Properties();
    settings.setProperty("baseUrl", simulator.baseUrl());
    settings.setProperty("mchid", simulator.mchid());
    settings.setProperty("serial", simulator.merchantSerial());
    settings.setProperty("privateKey", simulator.merchantPrivateKeyPem());
    settings.setProperty("publicKeyId", simulator.publicKeyId());
    settings.setProperty("publicKey", simulator.publicKeyPem());
    return new Gateway(settings);
  }

  /** Returns the gateway of a simulator, with a key of its merchant that belongs to another one. */
  public static Gateway withKeyOf(WechatPaySimulator simulator, WechatPaySimulator other) {
    Gateway gateway = of(simulator);
    gateway.settings.setProperty("privateKey", other.merchantPrivateKeyPem());
    return gateway;
  }

  /** Reads what {@link #write} has written. */
  public static Gateway read(Path file) {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Gateway(settings);
  }

  /** Writes it for other processes. */
  public Path write(Path folder) {
    Path file = folder.resolve("gateway.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Returns a builder of a client whose requests count against the limit of a fleet. */
  public WechatPayBuilder client() {
    return WechatPay.builder(
            Merchant.builder()
                .mchid(settings.getProperty("mchid"))
                .merchantSerial(settings.getProperty("serial"))
                .privateKeyPem(settings.getProperty("privateKey"))
                .wechatPayPublicKeyPem(
                    settings.getProperty("publicKeyId"), settings.getProperty("publicKey"))
                .build())
        .baseUrl(settings.getProperty("baseUrl"))
        .listener(OrderExpiry.requestCounter());
  }
}
