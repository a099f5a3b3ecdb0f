package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.api.WechatPay;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which merchant closes, and at which gateway. */
final class MerchantOptions {

  private static final String BASE_URL = "--base-url";

  @Option(
      names = BASE_URL,
      paramLabel = "URL",
      description =
          "The gateway, by default https://api.mch.weixin.qq.com; plain http goes to loopback only"
              + " (WECHATPAY_BASE_URL).")
  private @Nullable String baseUrl;

  @Mixin private MerchantKeyOptions merchant = new MerchantKeyOptions();
  @Mixin private WechatPayKeyOptions wechatPay = new WechatPayKeyOptions();

  /**
   * Returns the client of the merchant.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong: the message tells which
   */
  WechatPay connect(Surroundings surroundings) {
    Settings settings = new Settings(surroundings.environment());
    merchant.require(settings);
    wechatPay.require(settings);
    settings.requireComplete();
    WechatPay.Builder client =
        WechatPay.builder(merchant.build(settings, surroundings.terminal(), wechatPay));
    String url = settings.find(BASE_URL, baseUrl);
    return url == null ? client.build() : client.baseUrl(url).build();
  }
}
