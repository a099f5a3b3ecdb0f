package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.merchant.MerchantSource;

/** Builds a {@link WechatPay}; every setter checks its value at once. */
public final class WechatPayBuilder extends ClientSettings<WechatPayBuilder> {

  private final MerchantSource merchant;

  WechatPayBuilder(MerchantSource merchant) {
    super(WechatPayClient.builder(merchant));
    this.merchant = merchant;
  }

  /** Returns the client. No connection is made before the first call. */
  public WechatPay build() {
    return new WechatPay(merchant, baseUrl(), closePolicy(), client().build(), true);
  }

  @Override
  WechatPayBuilder self() {
    return this;
  }
}
