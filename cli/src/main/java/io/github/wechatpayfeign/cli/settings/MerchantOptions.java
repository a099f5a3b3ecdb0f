package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.signing.KeyMaterial;
import io.github.wechatpayfeign.signing.Merchant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which merchant closes, and at which gateway. */
public final class MerchantOptions {

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
  public WechatPay connect(ProcessContext context) {
    WechatPay.Builder client = WechatPay.builder(merchant(context));
    String url = new Settings(context.environment()).find(BASE_URL, baseUrl);
    return url == null ? client.build() : client.baseUrl(url).build();
  }

  /**
   * Returns the merchant.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong: the message tells which
   */
  public Merchant merchant(ProcessContext context) {
    Settings settings = new Settings(context.environment());
    merchant.require(settings);
    wechatPay.require(settings);
    settings.requireComplete();
    return merchant.build(settings, context.terminal(), wechatPay);
  }

  /** Returns a file with the passphrase that opens it, where one is given or typed. */
  public KeyMaterial keyFile(String file, ProcessContext context) {
    return merchant.keyFile(file, new Settings(context.environment()), context.terminal());
  }

  /** Returns the files of platform certificates. */
  public List<String> platformCertificates(Settings settings) {
    return wechatPay.certificates(settings);
  }
}
