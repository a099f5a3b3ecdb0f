package io.github.wechatpayfeign.integrationtests.support;

import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.concurrent.CompletableFuture;

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

  /** Returns a merchant that downloads the platform certificates. */
  public static Merchant downloadingMerchantOf(WechatPaySimulator simulator) {
    return Merchant.builder()
        .mchid(simulator.mchid())
        .merchantSerial(simulator.merchantSerial())
        .privateKeyPem(simulator.merchantPrivateKeyPem())
        .apiV3Key(simulator.apiV3Key())
        .build();
  }

  /** Returns a builder of a client that sends each request once. */
  public static WechatPayBuilder builder(WechatPaySimulator simulator, Merchant merchant) {
    return WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).retryPolicy(RetryPolicy.off());
  }

  /** Returns a client that sends each request once. */
  public static WechatPay clientOf(WechatPaySimulator simulator) {
    return builder(simulator, merchantOf(simulator)).build();
  }

  /** Closes an order asynchronously. */
  public static CompletableFuture<Void> closeAsync(WechatPay wechatPay, String outTradeNo) {
    return wechatPay
        .createAsync(AsyncTransactionsApi.class)
        .close(outTradeNo, new CloseOrderRequest(wechatPay.merchant().mchid()));
  }
}
