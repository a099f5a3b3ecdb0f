package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.jspecify.annotations.Nullable;

/** Closes orders one by one, at the gateway or at a simulator in this process. Thread-safe. */
final class Closer implements AutoCloseable {

  private final OutTradeNo rule = new OutTradeNo();
  private final WechatPay wechatPay;
  private final @Nullable WechatPaySimulator simulator;

  private Closer(WechatPay wechatPay, @Nullable WechatPaySimulator simulator) {
    this.wechatPay = wechatPay;
    this.simulator = simulator;
  }

  static Closer at(WechatPay wechatPay) {
    return new Closer(wechatPay, null);
  }

  /** Starts a simulator of its own, in which each order is created just before it is closed. */
  static Closer simulated() {
    WechatPaySimulator simulator = WechatPaySimulator.start();
    Merchant merchant =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial(simulator.merchantSerial())
            .privateKeyPem(simulator.merchantPrivateKeyPem())
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .build();
    return new Closer(WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).build(), simulator);
  }

  /** Returns what became of the order; it never throws. */
  CloseResult closeOrder(String outTradeNo) {
    try {
      rule.expand(outTradeNo);
    } catch (IllegalArgumentException e) {
      return CloseResult.illegal(outTradeNo, e);
    }
    try {
      place(outTradeNo);
      return CloseResult.closed(wechatPay.closeOrder(outTradeNo));
    } catch (WechatPayException e) {
      return CloseResult.failed(outTradeNo, e);
    } catch (RuntimeException e) {
      return CloseResult.unforeseen(outTradeNo, e);
    }
  }

  private void place(String outTradeNo) {
    if (simulator != null) {
      try {
        simulator.createOrder(outTradeNo);
      } catch (IllegalStateException thereAlready) {
        // The number was given twice: the order is closed once more, as at the gateway.
        return;
      }
    }
  }

  @Override
  public void close() {
    wechatPay.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
